/**
 * The coarsest unit, from a minute down to 1 µs, that divides a time in µs since the epoch, whatever its digits. Each time has its own: in a race
 * nobody can tell which answer comes fresh from the clock, and which from a database that keeps less. Some columns keep
 * thirds of 10 ms, which end in 0, 3 or 7.
 */
export function unitOf(time: number): number {
  const unit = [60_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10].find((candidate) => time % candidate === 0) ?? 1
  return unit === 1000 && [3, 7].includes((time / 1000) % 10) ? 4000 : unit
}
