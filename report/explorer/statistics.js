// Columns of numbers in, what two of them have to do with each other out.

/** @param {number[]} xs */
export const average = (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** Pearson's; NaN where a column does not vary. @param {number[]} xs @param {number[]} ys */
export function correlation(xs, ys) {
  const [mx, my] = [average(xs), average(ys)];
  let [xx, yy, xy] = [0, 0, 0];
  xs.forEach((x, at) => {
    xx += (x - mx) ** 2;
    yy += (ys[at] - my) ** 2;
    xy += (x - mx) * (ys[at] - my);
  });
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : NaN;
}

/** What a straight line on zs leaves of ys. @param {number[]} ys @param {number[]} zs */
export function residuals(ys, zs) {
  const [my, mz] = [average(ys), average(zs)];
  let [zz, yz] = [0, 0];
  zs.forEach((z, at) => {
    zz += (z - mz) ** 2;
    yz += (z - mz) * (ys[at] - my);
  });
  const slope = zz > 0 ? yz / zz : 0;
  return ys.map((y, at) => y - my - slope * (zs[at] - mz));
}

/** Type 7, of numbers in ascending order. @param {ArrayLike<number>} sorted @param {number} share */
export function quantile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** Five to seven round numbers that hold a range. @param {number} low @param {number} high */
export function ticks(low, high) {
  const span = high - low || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((of) => of * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * step);
}
