import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { TokenKind } from '../history/events.ts'
import { ProvisionerError } from './provisioner-error.ts'
import { defaultTimeout, longestAnswer } from './provisioner.ts'
import type { ProvisionerOptions, TokenSource } from './provisioner.ts'
import { quote, quoteEnd } from './quote.ts'

/** How long a child may take to end once its input has ended, and again once it was told to, in ms. */
const grace = 1_000
/** How much of what it wrote on stderr is remembered, in characters. */
const longestMemory = 4_000

type Child = ChildProcessByStdio<Writable, Readable, Readable>

interface Waiting {
  readonly take: (line: string) => void
  readonly fail: (error: ProvisionerError) => void
}

/**
 * Tokens from one long-lived child process: a line of JSON in (`{"kind": …, "count": …}`), a line of JSON out
 * (`{"tokens": [item, …]}`; `{"error": "why"}` for a kind that it cannot issue). Its stderr is its own.
 *
 * The child starts with the first request and is asked one thing at a time. One that dies, or does not answer in time,
 * or says what nobody asked, is not started again: what it would answer then could not be told from an old answer.
 */
export class ExecSource implements TokenSource {
  readonly name: string
  readonly #command: string
  readonly #timeout: number
  readonly #cwd: string | undefined
  #child: Child | undefined
  #exited: Promise<void> = Promise.resolve()
  #turn: Promise<unknown> = Promise.resolve()
  #waiting: Waiting | undefined
  #failure: ProvisionerError | undefined
  #isKilled = false
  /** Of the line that is being written, in the pieces in which it came. */
  #unfinished: string[] = []
  #unfinishedLength = 0
  #stderr = ''

  constructor(command: string, { timeout = defaultTimeout, cwd }: ProvisionerOptions) {
    this.#command = command
    this.name = quote(command)
    this.#timeout = timeout
    this.#cwd = cwd
  }

  async ask(kind: TokenKind, count: number): Promise<unknown> {
    const turn = this.#turn.then(async () => this.#askNow(kind, count))
    this.#turn = turn.catch(() => {})
    return turn
  }

  async close(): Promise<void> {
    this.#stop(this.#error('CLOSED', 'has been closed.'))
    this.#child?.stdin.end()
    await this.#end()
    // What has left its group may hold its pipes for ever, and with them this process.
    for (const pipe of [this.#child?.stdin, this.#child?.stdout, this.#child?.stderr]) pipe?.destroy()
  }

  async #end(): Promise<void> {
    if (this.#isKilled) return
    if (await this.#endsWithin(grace)) return
    this.#signal('SIGTERM')
    if (await this.#endsWithin(grace)) return
    this.#signal('SIGKILL')
  }

  async #askNow(kind: TokenKind, count: number): Promise<unknown> {
    const line = await this.#exchange(JSON.stringify({ kind, count }))
    const answer = this.#parsed(line)
    if (typeof answer !== 'object' || answer === null || !('error' in answer)) return answer
    throw this.#error('KIND_UNAVAILABLE', `cannot issue tokens of kind "${kind}": ${quote(String(answer.error))}.`)
  }

  #parsed(line: string): unknown {
    try {
      return JSON.parse(line)
    } catch {
      // Without the parser's error as a cause: that quotes the answer, secrets included.
      const said = `answered with what is no JSON: ${quote(line)}. Its stdout is for answers, one line each; logs belong on stderr.`
      const error = this.#error('INVALID_ANSWER', said)
      this.#giveUp(error)
      throw error
    }
  }

  /** One line in, one line out. */
  async #exchange(line: string): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure)
      const child = (this.#child ??= this.#start())
      const timer = setTimeout(
        () =>
          this.#giveUp(
            this.#error('TIMEOUT', `did not answer within ${this.#timeout} ms. Does it write out every line at once?${this.#lastWords()}`),
          ),
        this.#timeout,
      )
      const settled = (settle: () => void): void => {
        clearTimeout(timer)
        this.#waiting = undefined
        settle()
      }
      this.#waiting = { take: (answer) => settled(() => resolve(answer)), fail: (error) => settled(() => reject(error)) }
      child.stdin.write(`${line}\n`)
    })
  }

  #start(): Child {
    // A group of its own, so that whatever the shell starts ends with it.
    const child = spawn(this.#command, { shell: true, stdio: 'pipe', cwd: this.#cwd, detached: process.platform !== 'win32' })
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-longestMemory)))
    // A child that has gone says so by its exit; that its input is gone, too, is no news.
    child.stdin.on('error', () => {})
    this.#exited = new Promise((resolve) => {
      child.on('error', (cause) => {
        this.#stop(this.#error('DIED', `could not be started: ${quote(cause.message)}.`, { cause }))
        resolve()
      })
      // `close` comes when its pipes have closed, too, and all its words are in; something it started may hold them open.
      child.on('exit', (code, signal) => {
        const died = (): void => {
          const how = signal === null ? ` with code ${code}` : ` on ${signal}`
          this.#stop(this.#error('DIED', `ended${how}; it must answer line after line until its input ends.${this.#lastWords()}`))
          resolve()
        }
        const timer = setTimeout(died, 100)
        child.on('close', () => {
          clearTimeout(timer)
          died()
        })
      })
    })
    return child
  }

  #hear(text: string): void {
    const [first = '', ...others] = text.split('\n')
    this.#unfinished.push(first)
    this.#unfinishedLength += first.length
    if (this.#unfinishedLength > longestAnswer) {
      this.#giveUp(this.#error('INVALID_ANSWER', `answered with a line of more than ${longestAnswer} characters.`))
    }
    for (const next of others) {
      this.#hearLine(this.#unfinished.join('').trim())
      this.#unfinished = [next]
      this.#unfinishedLength = next.length
    }
  }

  #hearLine(line: string): void {
    if (line === '') return
    if (this.#waiting !== undefined) return this.#waiting.take(line)
    this.#giveUp(this.#error('INVALID_ANSWER', `said what nobody asked: ${quote(line)}. One request, one line; logs belong on stderr.`))
  }

  /** Ends it, for the reason given. */
  #giveUp(error: ProvisionerError): void {
    this.#stop(error)
    this.#unfinished = []
    this.#unfinishedLength = 0
    this.#isKilled = true
    this.#signal('SIGKILL')
  }

  /** From now on every request fails for the first reason given. */
  #stop(error: ProvisionerError): void {
    this.#failure ??= error
    this.#waiting?.fail(this.#failure)
  }

  /** Signals the child and whatever it started; `false` when nothing of it is left. */
  #signal(signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
    const pid = this.#child?.pid
    if (pid === undefined) return false
    try {
      return process.platform === 'win32' ? (this.#child?.kill(signal) ?? false) : process.kill(-pid, signal)
    } catch {
      return false
    }
  }

  /** The shell may be gone before what it started. */
  async #endsWithin(wait: number): Promise<boolean> {
    const until = performance.now() + wait
    while (this.#signal(0)) {
      if (performance.now() > until) return false
      await pause(10)
    }
    await this.#exited
    return true
  }

  #lastWords(): string {
    const words = this.#stderr.trim()
    return words === '' ? ' It wrote nothing on stderr.' : ` Its last words on stderr: ${quoteEnd(words)}.`
  }

  #error(code: ProvisionerError['code'], what: string, options?: ErrorOptions): ProvisionerError {
    return new ProvisionerError(code, `The provisioner ${this.name} ${what}`, options)
  }
}
