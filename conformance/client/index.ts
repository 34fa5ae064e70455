export type { ConnectionNotice } from './connection.ts'
export { createLane } from './lane.ts'
export type { LaneOptions } from './lane-options.ts'
