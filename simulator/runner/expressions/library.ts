import { registerHooks } from 'node:module';

// Both packages import JSON without an import attribute, which Node refuses
// (https://nodejs.org/api/esm.html#json-modules); the attribute is added while they load. jest has a loader of its
// own, which takes them as they are and no hooks.
if (!('jest' in import.meta)) {
  registerHooks({
    load(url, context, nextLoad) {
      const isSchema = url.includes('/@actions/') && url.endsWith('.min.json');
      return nextLoad(url, isSchema ? { ...context, importAttributes: { type: 'json' } } : context);
    },
  });
}

/** GitHub's own reader of workflow files, https://github.com/actions/languageservices. */
export const workflowParser = await import('@actions/workflow-parser');
/** GitHub's own reader of action.yml. */
export const actionParser = await import('@actions/workflow-parser/actions/action-parser');
/** GitHub's own rule for conditions that name no status function. */
export const conditions = await import('@actions/workflow-parser/model/converter/if-condition');
