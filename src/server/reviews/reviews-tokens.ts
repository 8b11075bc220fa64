/** `WorkingHours`: the hours into which paperwork is moved. */
export const WORKING_HOURS = Symbol('WorkingHours');
/** IANA name of the house's time zone. */
export const ZONE = Symbol('ReviewZone');
/** `AdvanceDeadline` over measures, and over tasks. */
export const MEASURE_SWEEP = Symbol('MeasureSweep');
export const TASK_SWEEP = Symbol('TaskSweep');
