import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'

export function machine(generator) {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${release()}`,
    node: process.versions.node,
    generator,
    load: loadavg(),
  }
}
