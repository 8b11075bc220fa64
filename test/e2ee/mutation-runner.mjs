/**
 * A test runner for Stryker: loads the compiled cases once and runs them in its own process for every mutant, the cases that
 * touch it only, stopping at the first broken promise. A process for every mutant would cost ten times as much.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { PluginKind, declareFactoryPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

const compiled = (file) => pathToFileURL(join(process.cwd(), '.build/e2ee-cases/test/e2ee', file)).href;

class CaseRunner {
  #loaded;

  /** Modules stay as they were loaded: a mutant that acts while they load needs a process of its own. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const { result } = await this.#run(undefined, false);
    return { ...result, mutantCoverage: stryker().mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    if (mutantActivation === 'runtime') await this.#cases();
    Object.assign(stryker(), { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
    const wanted = testFilter && new Set(testFilter);
    const { result } = await this.#run(wanted, true);
    const { hitCount } = stryker();
    Object.assign(stryker(), { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    return toMutantRunResult(determineHitLimitReached(hitCount, hitLimit) ?? result);
  }

  async #cases() {
    if (!this.#loaded) {
      const { everyCase } = await import(compiled('every-case.js'));
      const { beginAnew } = await import(compiled('builders/organisation.js'));
      // Two areas may make the same promise in the same words.
      const cases = everyCase().map((one, place) => ({ id: `${place} ${one.name}`, run: () => one.run() }));
      this.#loaded = { cases, beginAnew };
    }
    return this.#loaded;
  }

  async #run(wanted, stopsAtFirst) {
    const { cases, beginAnew } = await this.#cases();
    const tests = [];
    beginAnew();
    for (const one of cases) {
      if (wanted && !wanted.has(one.id)) continue;
      // What a case takes from an earlier one would not count as touched by it.
      if (!stopsAtFirst) beginAnew();
      const test = await tried(one);
      tests.push(test);
      if (stopsAtFirst && test.status === TestStatus.Failed) break;
    }
    return { result: { status: DryRunStatus.Complete, tests } };
  }
}

async function tried({ id, run }) {
  const started = performance.now();
  stryker().currentTestId = id;
  try {
    await run();
    return { id, name: id, status: TestStatus.Success, timeSpentMs: performance.now() - started };
  } catch (caught) {
    const failureMessage = caught instanceof Error ? caught.message : 'failed';
    const timeSpentMs = performance.now() - started;
    return { id, name: id, status: TestStatus.Failed, failureMessage, timeSpentMs };
  } finally {
    stryker().currentTestId = undefined;
  }
}

/** The object that instrumented code shares with its runner. */
const stryker = () => (globalThis.__stryker__ ??= {});

const makeRunner = () => new CaseRunner();
makeRunner.inject = [];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'cases', makeRunner)];
