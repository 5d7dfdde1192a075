// Figures of a run: medians with their spread, and ratios of what took turns.

/** @param {number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/** Between the two values around it, as statistics programs have it (type 7). */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}

/** Median, quartiles and number of values. */
export function spread(values) {
  const round = (value) => Math.round(value * 1000) / 1000;
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => round(quantile(values, part)));
  return { median: middle, low, high, n: values.length };
}

/** Of values that took turns: each run's ratio, then their spread. What slowed the machine down slowed both down. */
export function ratio(ours, theirs) {
  const pairs = Math.min(ours.length, theirs.length);
  return spread(Array.from({ length: pairs }, (_, run) => ours[run] / theirs[run]));
}
