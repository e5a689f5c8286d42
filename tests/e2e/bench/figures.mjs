// Medians, percentiles and spreads, and how they are written.

/** The value below which this part of the samples lies; between two samples it is in proportion. */
export function quantile(samples, part) {
  const sorted = [...samples].sort((one, other) => one - other);
  if (!sorted.length) return null;
  const place = (sorted.length - 1) * part;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

export const median = (samples) => quantile(samples, 0.5);

/** `0.4 ms`, `31 ms`, `812 ms`, `1.24 s`, `31.0 s` */
export function time(ms) {
  if (ms === null || ms === undefined) return '–';
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** The median with the least and the greatest: `1.24 s (1.20 to 1.31)`. */
export function spread(samples) {
  if (!samples.length) return '–';
  const least = Math.min(...samples);
  const greatest = Math.max(...samples);
  const plain = (ms) => time(ms).replace(/ m?s$/, '');
  const sameUnit = time(least).split(' ')[1] === time(greatest).split(' ')[1];
  return samples.length < 2
    ? `${time(median(samples))} (once)`
    : `${time(median(samples))} (${sameUnit ? plain(least) : time(least)} to ${time(greatest).replace(sameUnit ? / m?s$/ : /$^/, '')})`;
}

/** How many times ours: `0.03×`, `2.4×`, `31×`. */
export function ratio(value, ours) {
  if (value === null || value === undefined || !ours) return '–';
  const times = value / ours;
  return `${times.toFixed(times < 1 ? 2 : times < 10 ? 1 : 0)}×`;
}

export const kilobytes = (bytes) => (bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0);
