import type { Answer } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'

/** Answers one complete request. */
export type Handler = (request: Incoming) => Answer | Promise<Answer>
