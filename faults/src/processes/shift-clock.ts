/**
 * Loaded into a process before its program (`node --import`): every look at its clock is off by
 * FLEETMAN_FAULTS_SHIFT_MS. Times that are given stay as they are.
 */
const shiftMs = Number(process.env['FLEETMAN_FAULTS_SHIFT_MS']);

globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    // `new Date()` is the only call that asks the clock; what it makes is an object.
    Reflect.construct(
      target,
      args.length === 0 ? [target.now() + shiftMs] : args,
      newTarget,
    ) as Date,
  get: (target, key, receiver) =>
    key === 'now' ? () => target.now() + shiftMs : (Reflect.get(target, key, receiver) as unknown),
});
