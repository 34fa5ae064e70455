/** How much of an answer is read and kept, in bytes; whatever the other side sends, memory stays bounded by these. */
export interface Limits {
  /** How much of a body is kept. Default 1 MiB. */
  readonly maxBody: number
  /** How much of an answer is read at all, before and after its content coding is undone. Default 16 MiB. */
  readonly maxRead: number
  /** Default 64 KiB, for one head and for the trailers. */
  readonly maxHeaders: number
}

export const defaultLimits: Limits = { maxBody: 2 ** 20, maxRead: 2 ** 24, maxHeaders: 2 ** 16 }
