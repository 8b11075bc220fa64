/** `WorkingHours`: the hours into which paperwork is moved. */
export const WORKING_HOURS = Symbol('WorkingHours');
/** IANA name of the house's time zone. */
export const ZONE = Symbol('ReviewZone');
/** `AdvanceDeadline` over each kind of deadline there is; every one is a sweep and answers alarms. */
export const DEADLINES = Symbol('Deadlines');
