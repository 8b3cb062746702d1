"""Checks a package's descriptions by the validators of their makers: Frictionless and RO-Crate.

Takes the folder that a package was unzipped into. Prints what they find; ends with 1 where that is
anything, with 2 where they are not installed. Nothing is asked of the network: the context of RO-Crate
comes from its own library.
"""

import sys
from pathlib import Path

try:
    import frictionless
    import rocrate
    from rocrate_validator import services
    from rocrate_validator.models import Severity, ValidationSettings
    from rocrate_validator.utils import http
except ImportError as absent:
    print(f"not installed: {absent.name}")
    sys.exit(2)


class Reply:
    """The context, as if it had been fetched."""

    status_code, ok = 200, True
    headers = {"Content-Type": "application/ld+json"}
    text = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text()
    content = text.encode()

    def json(self):
        import json

        return json.loads(self.text)

    def raise_for_status(self):
        pass


http.HttpRequester.get = lambda self, uri, **options: Reply()
http.HttpRequester.head = lambda self, uri, **options: Reply()


def frictionless_finds(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    for task in report.tasks:
        yield from (f"{task.place}: {error.message}" for error in task.errors)
    yield from (error.message for error in report.errors)


def ro_crate_finds(folder):
    settings = ValidationSettings(
        rocrate_uri=folder, requirement_severity=Severity.REQUIRED, skip_availability_check=True
    )
    for issue in services.validate(settings).get_issues():
        yield f"RO-Crate, {issue.severity.name}: {issue.message}"


folder = Path(sys.argv[1])
found = [*frictionless_finds(folder), *ro_crate_finds(folder)]
print("\n".join(found) if found else "nothing is wrong")
sys.exit(bool(found))
