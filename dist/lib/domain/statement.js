import { array, check, isoTimestamp, length, literal, maxLength, minLength, minValue, nonEmpty, number, object, optional, picklist, pipe, rawTransform, record, regex, safeInteger, safeParse, strictObject, string, transform, unknown } from "../../vendor/valibot.js";
import "../base/errors.js";
import { isDigest, parseDigest, parsePinnedImage } from "./image.js";
import { checkShape } from "../base.js";
import { createHash, createPublicKey } from "node:crypto";

// lib/domain/statement/failure.ts
/** A refusal, as a value. */
function refuse(code, reason) {
	return {
		ok: false,
		code,
		reason
	};
}

// lib/domain/statement/bundle.ts
/** Sigstore bundle 0.3: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto */
const bundleMediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
const base64 = pipe(string(), nonEmpty(), check(isBase64, "no base64"));
const bundleSchema = object({
	mediaType: literal(bundleMediaType),
	verificationMaterial: object({ publicKey: object({ hint: pipe(string(), nonEmpty(), maxLength(256)) }) }),
	dsseEnvelope: object({
		payload: base64,
		payloadType: pipe(string(), maxLength(256)),
		signatures: pipe(array(object({ sig: base64 })), length(1))
	})
});
function isBase64(text) {
	return Buffer.from(text, "base64").toString("base64") === text;
}

// lib/domain/statement/predicates/fields.ts
const maxTextCharacters = 4096;
/** The most entries of a list in a predicate that people or jobs write. */
const maxItems = 1e3;
/** A bounded text. */
const text = pipe(string(), maxLength(maxTextCharacters));
/** RFC 3339. */
const instant = pipe(string(), isoTimestamp(), check((value) => Number.isFinite(Date.parse(value)), "no time"));
/** A whole number from 0. */
const count = pipe(number(), safeInteger(), minValue(0));
/** `sha256:…`. */
const digest = pipe(string(), check(isDigest, "no digest"), transform(parseDigest));
/** `{ sha256: <hex> }`, as in-toto has digests, to a digest of ours. */
const digestSet = pipe(object({ sha256: pipe(string(), regex(/^[0-9a-f]{64}$/, "no SHA-256 in hex")) }), transform(({ sha256 }) => parseDigest(`sha256:${sha256}`)));
/** `host/repository@sha256:…`. */
const pinnedImage = pipe(text, check(isPinnedImage, "no image pinned by sha256"));
/** A Git commit id, SHA-1 or SHA-256. */
const commitId = pipe(string(), regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "no commit id"));
function isPinnedImage(value) {
	try {
		return parsePinnedImage(value).digest.startsWith("sha256:");
	} catch {
		return false;
	}
}

// lib/domain/statement/predicates/approval.ts
/** The predicate of an approval, version 1. */
const approvalSchema = pipe(object({
	version: literal(1),
	environment: text,
	approvers: pipe(array(object({
		id: count,
		login: text
	})), minLength(1), maxLength(maxItems)),
	run: object({
		repository: text,
		id: count,
		attempt: count
	}),
	pageDigest: digest,
	observedAt: instant
}), transform(({ version: _version, ...record }) => record));

// lib/domain/statement/predicates/import-record.ts
/** The run that wrote a record. */
const runSchema = object({
	repository: text,
	id: count,
	workflow: text,
	actor: text,
	triggeringActor: text
});
/** The predicate of an import record, version 1. */
const importRecordSchema = object({
	version: literal(1),
	builder: text,
	upstream: pinnedImage,
	run: runSchema,
	commit: text,
	recordedAt: instant
});

// lib/domain/statement/predicates/provenance.ts
/** What `externalParameters` and the rest mean. */
const buildType = "https://lazaret.example/acr-build/v1";
const dependency = object({
	uri: text,
	name: optional(text),
	digest: optional(record(string(), text))
});
const rawSchema = object({
	buildDefinition: object({
		buildType: literal(buildType),
		externalParameters: object({
			source: object({
				repository: text,
				ref: text,
				commit: commitId
			}),
			contextHash: digest
		}),
		internalParameters: object({ registryRun: text }),
		resolvedDependencies: pipe(array(dependency), maxLength(maxItems))
	}),
	runDetails: object({
		builder: object({
			id: text,
			version: optional(record(string(), text))
		}),
		metadata: object({
			invocationId: text,
			startedOn: instant,
			finishedOn: instant
		})
	})
});
/** SLSA provenance v1 of our build type: https://slsa.dev/spec/v1.1/provenance#schema */
const provenanceSchema = pipe(rawSchema, transform(toProvenance));
function toProvenance({ buildDefinition, runDetails }) {
	const { externalParameters, internalParameters, resolvedDependencies } = buildDefinition;
	const { metadata } = runDetails;
	return {
		builder: runDetails.builder.id,
		...externalParameters.source,
		contextHash: externalParameters.contextHash,
		bases: resolvedDependencies.flatMap(toBase),
		run: metadata.invocationId,
		registryRun: internalParameters.registryRun,
		startedAt: metadata.startedOn,
		finishedAt: metadata.finishedOn
	};
}
function toBase({ uri, name, digest: known }) {
	if (!uri.startsWith("pkg:oci/")) return [];
	const [algorithm, hex] = Object.entries(known ?? {})[0] ?? [];
	return [{
		image: name ?? uri,
		digest: algorithm === void 0 ? "unknown" : `${algorithm}:${hex}`
	}];
}

// lib/domain/statement/predicates/records.ts
/**
* The predicate of an intent as far as verification needs it; the whole record is read by `lib/domain/promotion`
* from the payload.
*/
const intentSchema = object({
	version: literal(1),
	target: pinnedImage,
	observedAt: instant
});
/** The predicate of a revocation, likewise. */
const revocationSchema = object({
	version: literal(1),
	target: pinnedImage,
	reason: text,
	ticket: text,
	revokedAt: instant
});

// lib/domain/statement/predicates/sbom.ts
const headSchema = object({
	bomFormat: literal("CycloneDX"),
	specVersion: pipe(text, regex(/^1\.\d{1,2}$/, "no version 1.x")),
	metadata: object({ timestamp: instant })
});
/** The predicate is the document itself: https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
const sbomSchema = pipe(unknown(), rawTransform(({ dataset, addIssue, NEVER }) => {
	const head = safeParse(headSchema, dataset.value);
	if (!head.success) {
		addIssue({ message: head.issues.map(({ message }) => message).join("; ") });
		return NEVER;
	}
	const { specVersion, metadata } = head.output;
	return {
		specVersion,
		createdAt: metadata.timestamp,
		document: dataset.value
	};
}));

// lib/domain/statement/predicates/summary.ts
const reasonsField = "https://lazaret.example/reasons";
const input = object({
	name: optional(text, ""),
	digest: digestSet
});
/** SLSA Verification Summary v1: https://slsa.dev/spec/v1.1/verification_summary#schema */
const summarySchema = pipe(object({
	verifier: object({ id: text }),
	timeVerified: instant,
	resourceUri: pinnedImage,
	policy: object({
		uri: optional(text),
		digest: digestSet
	}),
	inputAttestations: pipe(array(input), maxLength(maxItems)),
	verificationResult: picklist(["PASSED", "FAILED"]),
	verifiedLevels: pipe(array(text), maxLength(maxItems)),
	[reasonsField]: optional(pipe(array(text), maxLength(maxItems)), [])
}), transform((raw) => {
	const { uri, digest } = raw.policy;
	return {
		result: raw.verificationResult,
		resourceUri: raw.resourceUri,
		verifier: raw.verifier.id,
		verifiedAt: raw.timeVerified,
		policy: {
			digest,
			...uri === void 0 ? {} : { uri }
		},
		inputs: raw.inputAttestations,
		levels: raw.verifiedLevels,
		reasons: raw[reasonsField]
	};
}));

// lib/domain/statement/predicates/vulnerabilities.ts
const maxFindings = 2e5;
const finding = object({
	id: text,
	severity: pipe(array(object({
		method: text,
		score: text
	})), maxLength(16))
});
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vuln.md */
const vulnerabilitiesSchema = pipe(object({
	scanner: object({
		uri: text,
		version: optional(text, ""),
		db: object({
			uri: optional(text, ""),
			version: optional(text, ""),
			lastUpdate: instant
		}),
		result: pipe(array(finding), maxLength(maxFindings))
	}),
	metadata: object({
		scanStartedOn: instant,
		scanFinishedOn: instant
	})
}), transform(({ scanner, metadata }) => ({
	scanner: {
		uri: scanner.uri,
		version: scanner.version
	},
	database: scanner.db,
	result: scanner.result,
	startedAt: metadata.scanStartedOn,
	finishedAt: metadata.scanFinishedOn
})));

// lib/domain/statement/predicates/read.ts
const readers = {
	provenance: reader(provenanceSchema, ({ finishedAt }) => ({ time: finishedAt })),
	import: reader(importRecordSchema, ({ recordedAt, upstream }) => ({
		time: recordedAt,
		image: upstream
	})),
	sbom: reader(sbomSchema, ({ createdAt }) => ({ time: createdAt })),
	vulnerabilities: reader(vulnerabilitiesSchema, ({ finishedAt }) => ({ time: finishedAt })),
	verdict: reader(summarySchema, describeSummary),
	approval: reader(approvalSchema, ({ observedAt }) => ({ time: observedAt })),
	intent: reader(intentSchema, ({ observedAt, target }) => ({
		time: observedAt,
		image: target
	})),
	promotion: reader(summarySchema, describeSummary),
	revocation: reader(revocationSchema, ({ revokedAt, target }) => ({
		time: revokedAt,
		image: target
	}))
};
function describeSummary({ verifiedAt, resourceUri }) {
	return {
		time: verifiedAt,
		resourceUri
	};
}
function reader(schema, describe) {
	return (predicate) => {
		const checked = checkShape(schema, predicate);
		if (!checked.ok) return refuse("STATEMENT_MALFORMED", `predicate: ${checked.problems.slice(0, 3).join("; ")}`);
		const { time, ...about } = describe(checked.value);
		return {
			ok: true,
			value: {
				predicate: checked.value,
				madeAt: Date.parse(time),
				...about
			}
		};
	};
}

// lib/domain/statement/keys.ts
const keySchema = strictObject({
	name: pipe(string(), regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, "no name in lower-case kebab-case")),
	purpose: picklist([
		"provenance",
		"decision",
		"promotion"
	]),
	"public-key": pipe(string(), maxLength(1024)),
	"valid-from": instant,
	"valid-until": instant
});
/** The `keys` part of `lazaret.yaml`: a list, each entry strict, so that a misspelt limit is not overlooked. */
const trustedKeysSchema = pipe(array(keySchema), minLength(1), maxLength(64));
/**
* The hint of a key: base64 of the SHA-256 of its SubjectPublicKeyInfo, as cosign writes it. It names the key and
* proves nothing: what counts is the signature under the trusted key of that hint.
*/
function computeKeyHint(publicKey) {
	const spki = publicKey.export({
		type: "spki",
		format: "der"
	});
	return createHash("sha256").update(spki).digest("base64");
}
/** Whether the key is on P-256, the only curve that is used (ES256, RFC 7518 §3.4). */
function isP256(key) {
	return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
}

// lib/domain/statement/statement.ts
const statementType = "https://in-toto.io/Statement/v1";
const sha256 = pipe(string(), regex(/^[0-9a-f]{64}$/, "no SHA-256 in hex"));
const statementSchema = object({
	_type: literal(statementType),
	subject: pipe(array(object({
		name: pipe(string(), maxLength(1024)),
		digest: object({ sha256 })
	})), length(1)),
	predicateType: pipe(string(), maxLength(256)),
	predicate: unknown()
});

export { computeKeyHint, isP256 };