/** How long something takes when nothing comes between: the shortest of so many times, in ms. Only ratios of two such say anything. */
export function leastOf(times: number, act: () => void): number {
  const took = Array.from({ length: times }, () => {
    const begin = performance.now()
    act()
    return performance.now() - begin
  })
  return Math.min(...took)
}
