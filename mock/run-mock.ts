import type { ContractError } from '../contract/index.ts'
import { readAnswer } from './answers/read-answer.ts'
import type { MockFlags } from './commands.ts'
import { banner, leftBehind, listOfEnvironments, listOfFaults, listOfReadings } from './banner.ts'
import { logFilterOf, logged } from './journal/print-log.ts'
import type { MockOptions } from './mock.ts'
import { readReport } from './read-report.ts'
import { readState } from './read-state.ts'
import { startMock } from './start-mock.ts'
import { readLatency } from './switches/latency.ts'
import { adoptionOf } from './switches/like.ts'
import { readNetwork } from './switches/network.ts'

/**
 * Runs the `mock` command until it is told to stop.
 *
 * @throws MockError, ContractError with a sentence for the user.
 */
export async function runMock(flags: MockFlags): Promise<void> {
  const lists = [
    ...(flags.listReadings === true ? [listOfReadings()] : []),
    ...(flags.listFaults === true ? [listOfFaults()] : []),
    ...(flags.listEnvironments === true ? [listOfEnvironments()] : []),
  ]
  if (lists.length > 0) return console.log(lists.join('\n\n'))
  const filter = logFilterOf(flags.log)
  const like = flags.like === undefined ? undefined : await readReport(flags.like)
  const mock = await startMock({ ...optionsOf(flags), ...(like !== undefined && { like }) })
  console.log(await banner(mock, flags.environment))
  if (like !== undefined) for (const line of leftBehind(adoptionOf(like))) console.log(line)
  if (mock.replicas.length > 1) for (const url of mock.replicas) console.log(`Replica: ${url}`)
  console.log(`Listening on ${mock.url}`)
  if (filter !== undefined) void printed(logged(mock, filter))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
}

function optionsOf({ port, host, seed, store, contract, reading, fault, environment, journal, worlds, ...flags }: MockFlags): MockOptions {
  const { latency, network, answer, time, freeze, controlToken, watch } = flags
  return {
    port,
    host,
    store,
    readings: reading,
    faults: fault,
    environments: environment,
    network: readNetwork(network),
    answers: answer.map(readAnswer),
    state: readState(flags),
    time: { ...(time !== undefined && { now: time }), ...(freeze !== undefined && { frozen: freeze }) },
    journal,
    worlds,
    ...(seed !== undefined && { seed }),
    ...(contract !== undefined && { contract }),
    ...(watch !== undefined && { watch: (broken) => tellOf(contract ?? '', broken) }),
    ...(latency !== undefined && { latency: readLatency(latency) }),
    ...(controlToken !== undefined && { controlToken }),
  }
}

function tellOf(file: string, broken: ContractError | undefined): void {
  if (broken === undefined) console.log(`${file} has changed, and is served from now on.`)
  else console.error(`${broken.message} The contract before it is still served.`)
}

async function printed(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) console.log(line)
}
