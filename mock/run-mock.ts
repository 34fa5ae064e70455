import { ContractError } from '../contract/index.ts'
import type { MockFlags } from './commands.ts'
import { banner, listOfEnvironments, listOfFaults, listOfReadings } from './banner.ts'
import { MockError } from './errors.ts'
import type { Mock } from './mock.ts'
import { startMock } from './start-mock.ts'

/** Runs the `mock` command until it is told to stop. Exit code 1: the port or the store cannot be had; 2: wrong usage. */
export async function runMock(flags: MockFlags): Promise<void> {
  const lists = [
    ...(flags.listReadings === true ? [listOfReadings()] : []),
    ...(flags.listFaults === true ? [listOfFaults()] : []),
    ...(flags.listEnvironments === true ? [listOfEnvironments()] : []),
  ]
  if (lists.length > 0) return console.log(lists.join('\n\n'))
  const mock = await started(flags)
  if (mock === undefined) return
  console.log(banner(mock, flags))
  if (mock.replicas.length > 1) for (const url of mock.replicas) console.log(`Replica: ${url}`)
  console.log(`Listening on ${mock.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
}

async function started({ port, host, seed, store, contract, reading, fault, environment }: MockFlags): Promise<Mock | undefined> {
  try {
    return await startMock({
      port,
      host,
      store,
      readings: reading,
      faults: fault,
      environments: environment,
      ...(seed === undefined ? {} : { seed }),
      ...(contract === undefined ? {} : { contract }),
    })
  } catch (error) {
    // These carry a sentence for the user; anything else is a defect of ours and keeps its stack.
    if (!(error instanceof MockError || error instanceof ContractError)) throw error
    console.error(error.message)
    process.exitCode = error instanceof MockError && /^(PORT|STORE)_/.test(error.code) ? 1 : 2
    return undefined
  }
}
