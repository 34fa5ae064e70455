import type { ComponentChildren, RefObject, VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** What the one control that opens a row needs to be walked to with the arrow keys. */
export interface Opener {
  readonly tabIndex: 0 | -1
  readonly 'data-opener': ''
  readonly onFocus: () => void
}

export interface VirtualTableProps<Row> {
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string | number
  /** Of one row, in CSS pixels. */
  readonly height: number
  readonly chosen: string | number | undefined
  /** What is said where there are no rows. */
  readonly empty: string | undefined
  /** Called with the row that was walked to. */
  readonly onWalk: (row: Row) => void
  /** The cells of a row, each in a `Cell`. */
  readonly cells: (row: Row, opener: Opener) => ComponentChildren
}

/** How many rows are drawn beyond what can be seen. */
const margin = 8

/**
 * A table that draws only the rows that can be seen, all of one height. What is read stays where it is when rows come in
 * above it. Arrow keys, Home, End and the page keys walk from row to row.
 */
export function VirtualTable<Row>({ label, columns, rows, keyOf, height, chosen, empty, onWalk, cells }: VirtualTableProps<Row>): VNode {
  const scroller = useRef<HTMLDivElement>(null)
  const [{ top, room }, setWindow] = useState({ top: 0, room: 800 })
  const [active, setActive] = useState<string | number>()
  const reach = useRef(false)

  useLayoutEffect(() => watch(scroller, setWindow), [])
  useAnchor(scroller, rows, keyOf, height)

  const activeAt = active === undefined ? 0 : rows.findIndex((row) => keyOf(row) === active)
  useLayoutEffect(() => {
    if (!reach.current) return
    reach.current = false
    scroller.current?.querySelector<HTMLElement>('[data-active] [data-opener]')?.focus({ preventScroll: true })
  })

  const first = Math.max(0, Math.floor(top / height) - margin)
  const drawn = rows.slice(first, Math.ceil((top + room) / height) + margin).map((row, index) => ({ row, at: first + index }))
  const far = activeAt >= 0 && !drawn.some(({ at }) => at === activeAt) ? rows[activeAt] : undefined
  if (far !== undefined) drawn.push({ row: far, at: activeAt })

  function walk(event: KeyboardEvent): void {
    if (!(event.target as Element).matches('[data-opener]')) return
    const page = Math.max(1, Math.floor(room / height) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -rows.length,
      End: rows.length,
    }
    const step = steps[event.key]
    if (step === undefined || rows.length === 0) return
    event.preventDefault()
    const at = Math.min(rows.length - 1, Math.max(0, activeAt + step))
    const row = rows[at]
    if (row === undefined) return
    reach.current = true
    setActive(keyOf(row))
    onWalk(row)
    reveal(scroller.current, at * height, height)
  }

  return (
    <div class="table" role="table" aria-label={label} aria-rowcount={rows.length + 1} onKeyDown={walk}>
      <div class="head" role="rowgroup">
        <div class="row" role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <div key={column} role="columnheader" class="cell">
              {column}
            </div>
          ))}
        </div>
      </div>
      <div class="body" role="rowgroup" ref={scroller}>
        {rows.length === 0 && empty !== undefined && (
          <p class="empty" role="row">
            <span role="cell">{empty}</span>
          </p>
        )}
        <div class="sky" role="presentation" style={{ height: `${rows.length * height}px` }}>
          {drawn.map(({ row, at }) => {
            const key = keyOf(row)
            const isActive = at === Math.max(0, activeAt)
            return (
              <div
                key={key}
                class="row"
                role="row"
                aria-rowindex={at + 2}
                data-active={isActive ? '' : undefined}
                data-chosen={key === chosen ? '' : undefined}
                style={{ transform: `translateY(${at * height}px)`, height: `${height}px` }}
              >
                {cells(row, { tabIndex: isActive ? 0 : -1, 'data-opener': '', onFocus: () => setActive(key) })}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** One cell of a row. */
export function Cell({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div class={`cell ${name}`} role="cell">
      {children}
    </div>
  )
}

interface Window {
  readonly top: number
  readonly room: number
}

function watch(scroller: RefObject<HTMLDivElement | null>, tell: (window: Window) => void): (() => void) | undefined {
  const element = scroller.current
  if (element === null) return undefined
  const look = (): void => tell({ top: element.scrollTop, room: element.clientHeight })
  const sizes = new ResizeObserver(look)
  sizes.observe(element)
  element.addEventListener('scroll', look, { passive: true })
  return () => {
    sizes.disconnect()
    element.removeEventListener('scroll', look)
  }
}

/** Moves the view along with the row at its top when others come in above it; at the very top it shows what is new. */
function useAnchor<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  keyOf: (row: Row) => string | number,
  height: number,
): void {
  const before = useRef<{ rows: readonly Row[]; height: number }>({ rows, height })
  useLayoutEffect(() => {
    const { rows: old, height: oldHeight } = before.current
    before.current = { rows, height }
    const element = scroller.current
    if (element === null || element.scrollTop === 0 || old === rows) return
    const at = Math.floor(element.scrollTop / oldHeight)
    const row = old[at]
    if (row === undefined) return
    const key = keyOf(row)
    const now = rows.findIndex((each) => keyOf(each) === key)
    if (now >= 0 && now !== at) element.scrollTop += now * height - at * oldHeight
  })
}

function reveal(scroller: HTMLDivElement | null, top: number, height: number): void {
  if (scroller === null) return
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight
}
