import fc from 'fast-check';

/**
 * The same seed draws the same cases, so that what everybody runs is the same for everybody. FUZZ_SEED=… walks another way: do that
 * after a change of what a property is about. What fails then becomes a case of its own.
 */
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 661_913_499) });

export default fc;
