import type { KeygenFlags } from '../commands.ts'
import type { Surroundings } from '../../writers.ts'
import { makeKeyPair } from './make-key-pair.ts'
import { passphraseIn } from './read-key.ts'

/** Runs `keygen` as its flags say. */
export async function runKeygen({ out, passphraseEnv }: KeygenFlags, { stdout, env }: Surroundings): Promise<void> {
  const pair = await makeKeyPair(out, passphraseIn(env, passphraseEnv))
  stdout.write(
    `${pair.privateFile}  ${passphraseEnv === undefined ? 'keep it to yourself' : 'keep it and its passphrase to yourself'}\n` +
      `${pair.publicFile}   hand it out\n` +
      `key ${pair.keyId}\n`,
  )
}
