import { ContractError } from '../contract/index.ts'
import type { MockFlags } from './commands.ts'
import { banner, listOfFaults, listOfReadings } from './banner.ts'
import { MockError } from './errors.ts'
import type { Mock } from './start-mock.ts'
import { startMock } from './start-mock.ts'

/** Runs the `mock` command until it is told to stop. Exit code 1: the port cannot be had; 2: wrong usage. */
export async function runMock(flags: MockFlags): Promise<void> {
  if (flags.listReadings === true || flags.listFaults === true) {
    if (flags.listReadings === true) console.log(listOfReadings())
    if (flags.listFaults === true) console.log(listOfFaults())
    return
  }
  const mock = await started(flags)
  if (mock === undefined) return
  console.log(banner(mock, flags))
  console.log(`Listening on ${mock.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
}

async function started({ port, host, seed, contract, reading, fault }: MockFlags): Promise<Mock | undefined> {
  try {
    return await startMock({
      port,
      host,
      readings: reading,
      faults: fault,
      ...(seed === undefined ? {} : { seed }),
      ...(contract === undefined ? {} : { contract }),
    })
  } catch (error) {
    // These carry a sentence for the user; anything else is a defect of ours and keeps its stack.
    if (!(error instanceof MockError || error instanceof ContractError)) throw error
    console.error(error.message)
    process.exitCode = error instanceof MockError && error.code.startsWith('PORT_') ? 1 : 2
    return undefined
  }
}
