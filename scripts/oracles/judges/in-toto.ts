import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderStatement, statementKinds } from '../../../lib/domain/statement/index.ts';
import type { StatementKind } from '../../../lib/domain/statement/index.ts';
import { buildSample } from '../../../lib/domain/statement/testing/samples.ts';
import type { Bench } from '../bench/bench.ts';
import { fromPip } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const kinds = Object.keys(statementKinds).filter(isKind);
const versionScript = 'import importlib.metadata as m; print(m.version("in-toto-attestation"))';

// The framework's own Protocol Buffers, unknown fields refused; then its checks of what they cannot say.
const statementScript = `
import json, sys
from google.protobuf.json_format import ParseDict
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
raw = json.load(open(sys.argv[1]))
parsed = ParseDict(raw, statement_pb2.Statement())
assert parsed.type == "https://in-toto.io/Statement/v1"
Statement.copy_from_pb(parsed).validate()
print(len(parsed.subject))
`;
const provenanceScript = `
import json, sys
from google.protobuf.json_format import ParseDict
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
parsed = ParseDict(json.load(open(sys.argv[1]))["predicate"], provenance_pb2.Provenance())
assert parsed.build_definition.build_type and parsed.run_details.builder.id
print(len(parsed.build_definition.resolved_dependencies))
`;
// Extensions are fields with a URI for a name (SLSA, "Parsing rules"); all others must be known.
const summaryScript = `
import json, sys
from google.protobuf.json_format import ParseDict
from in_toto_attestation.predicates.vsa.v1 import vsa_pb2
predicate = json.load(open(sys.argv[1]))["predicate"]
known = {name: value for name, value in predicate.items() if not name.startswith("https://")}
if len(sys.argv) > 2:
    for entry in known["inputAttestations"]:
        entry.pop("name")
    known["verifiedLevels"] = ",".join(known["verifiedLevels"])
parsed = ParseDict(known, vsa_pb2.VerificationSummary())
assert parsed.verifier.id and parsed.resource_uri and parsed.time_verified.seconds > 0
print(parsed.verification_result)
`;

/** The in-toto project's own Python package, with the published Protocol Buffers of statement and predicates. */
export const judge: Judge = {
  floor: 'Documents',
  name: 'in-toto-attestation',
  program: fromPip({
    name: 'python',
    package: 'in-toto-attestation',
    version: '0.9.3',
    versionArgs: ['-c', versionScript],
  }),
  cases: [
    {
      name: 'reads every kind of statement as an in-toto statement v1',
      async run(bench) {
        for (const kind of kinds) assert.equal(await ask(bench, statementScript, kind), '1');
      },
    },
    {
      name: 'reads build provenance as SLSA provenance v1',
      async run(bench) {
        assert.equal(await ask(bench, provenanceScript, 'provenance'), '3');
      },
    },
    {
      name: 'reads verdict and promotion as SLSA verification summaries v1',
      async run(bench) {
        for (const kind of ['verdict', 'promotion'] as const)
          assert.match(await ask(bench, summaryScript, kind, ['unnamed']), /^(PASSED|FAILED)$/);
      },
    },
    {
      name: 'reads a verdict as it is written',
      known:
        'the Protocol Buffers of 2023 have one level, and inputs without a name; SLSA v1.1 has a list of levels, and inputs are ResourceDescriptors, which have one',
      async run(bench) {
        assert.match(await ask(bench, summaryScript, 'verdict'), /^(PASSED|FAILED)$/);
      },
    },
    {
      name: 'refuses a statement with a field that is unknown, and one without a subject',
      async run(bench) {
        const text = Buffer.from(renderStatement(buildSample('verdict'))).toString();
        for (const broken of [text.replace('"predicate":', '"invented":1,"predicate":'), '{"_type":"x"}'])
          await assert.rejects(askAbout(bench, statementScript, broken));
      },
    },
  ],
};

function isKind(name: string): name is StatementKind {
  return Object.hasOwn(statementKinds, name);
}

function ask(
  bench: Bench,
  script: string,
  kind: StatementKind,
  more: readonly string[] = [],
): Promise<string> {
  return askAbout(bench, script, Buffer.from(renderStatement(buildSample(kind))).toString(), more);
}

async function askAbout(
  bench: Bench,
  script: string,
  statement: string,
  more: readonly string[] = [],
): Promise<string> {
  const file = join(bench.folder, 'statement.json');
  await writeFile(file, statement);
  const env = { PATH: bench.reader['PATH'] ?? '', HOME: bench.folder };
  return (await bench.run(['-c', script, file, ...more], { env })).trim();
}
