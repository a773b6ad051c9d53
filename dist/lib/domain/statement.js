import { array, check, description, isoTimestamp, length, literal, maxLength, minLength, minValue, nonEmpty, number, object, optional, picklist, pipe, rawTransform, record, regex, safeInteger, safeParse, strictObject, string, transform, unknown } from "../../vendor/valibot.js";
import { checkShape, checkStrictJson, commitIdPattern, renderCanonicalJson } from "../base.js";
import { UserError } from "../base/errors.js";
import { computeDigest, digestHex, isDigest, parseDigest, parsePinnedImage } from "./image.js";
import { createHash, createPublicKey, verify } from "node:crypto";

// lib/domain/statement/failure.ts
/** A refusal, as a value. */
function refuse(code, reason) {
	return {
		ok: false,
		code,
		reason
	};
}
/** The value, or the refusal thrown as an error about `subject`. */
function unwrap(outcome, subject) {
	if (outcome.ok) return outcome.value;
	throw new UserError(outcome.code, {
		subject,
		reason: outcome.reason
	});
}

// lib/domain/statement/bundle.ts
/** Sigstore bundle 0.3: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto */
const bundleMediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
/** The largest bundle that is read; an SBOM of a large image has some ten megabytes. */
const maxBundleBytes = 67108864;
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
/** The bytes of a bundle without log entries and time stamps: who trusts the key needs neither. */
function renderBundle(signed) {
	const text = renderCanonicalJson({
		mediaType: bundleMediaType,
		verificationMaterial: {
			publicKey: { hint: signed.keyHint },
			tlogEntries: [],
			timestampVerificationData: { rfc3161Timestamps: [] }
		},
		dsseEnvelope: {
			payload: Buffer.from(signed.payload).toString("base64"),
			payloadType: signed.payloadType,
			signatures: [{
				keyid: "",
				sig: Buffer.from(signed.signature).toString("base64")
			}]
		}
	});
	return new TextEncoder().encode(text);
}
/** Takes a bundle apart; anything but one DSSE signature by a hinted key is STATEMENT_MALFORMED. */
function parseBundle(bytes) {
	if (bytes.length > 67108864) return refuse("STATEMENT_MALFORMED", `it is larger than ${maxBundleBytes} bytes`);
	const text = decodeUtf8(bytes);
	if (text === void 0) return refuse("STATEMENT_MALFORMED", "it is no UTF-8 text");
	const checked = checkStrictJson(bundleSchema, text);
	if (!checked.ok) return refuse("STATEMENT_MALFORMED", checked.problems.slice(0, 3).join("; "));
	const { dsseEnvelope, verificationMaterial } = checked.value;
	return {
		ok: true,
		value: {
			keyHint: verificationMaterial.publicKey.hint,
			payloadType: dsseEnvelope.payloadType,
			payload: Buffer.from(dsseEnvelope.payload, "base64"),
			signature: Buffer.from(dsseEnvelope.signatures[0]?.sig ?? "", "base64")
		}
	};
}
/** UTF-8 to text; undefined for bytes that are none. A byte order mark stays, so that no two texts read alike. */
function decodeUtf8(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
function isBase64(text) {
	return Buffer.from(text, "base64").toString("base64") === text;
}

// lib/domain/statement/ecdsa.ts
/** Bytes of r and of s on P-256. */
const half = 32;
const integerTag = 2;
const sequenceTag = 48;
/**
* r and s side by side (IEEE P1363, as Key Vault and JWS have them) to DER (`Ecdsa-Sig-Value`, RFC 3279 §2.2.3, as
* DSSE and openssl have them); undefined when it is not 64 bytes.
*/
function findDerSignature(raw) {
	if (raw.length !== 64) return void 0;
	const body = Buffer.concat([encodeInteger(raw.subarray(0, half)), encodeInteger(raw.subarray(half))]);
	return Buffer.concat([Buffer.from([sequenceTag, body.length]), body]);
}
/** DER to r and s side by side; undefined for anything but the one DER encoding of a P-256 signature. */
function findRawSignature(der) {
	if (der[0] !== sequenceTag || der[1] !== der.length - 2) return void 0;
	const r = readInteger(der, 2);
	const s = r === void 0 ? void 0 : readInteger(der, r.end);
	if (r === void 0 || s === void 0 || s.end !== der.length) return void 0;
	const raw = Buffer.concat([pad(r.bytes), pad(s.bytes)]);
	const again = findDerSignature(raw);
	return again !== void 0 && Buffer.compare(again, der) === 0 ? raw : void 0;
}
function encodeInteger(value) {
	const first = value.findIndex((byte) => byte !== 0);
	const digits = first < 0 ? value.subarray(31) : value.subarray(first);
	const sign = (digits[0] ?? 0) >= 128 ? [0] : [];
	return Buffer.from([
		integerTag,
		sign.length + digits.length,
		...sign,
		...digits
	]);
}
function readInteger(der, start) {
	const length = der[start + 1] ?? 0;
	const end = start + 2 + length;
	if (der[start] !== integerTag || length === 0 || length > 33 || end > der.length) return void 0;
	const bytes = der.subarray(start + 2, end);
	if (length <= half) return {
		bytes,
		end
	};
	return bytes[0] === 0 ? {
		bytes: bytes.subarray(1),
		end
	} : void 0;
}
function pad(bytes) {
	return Buffer.concat([Buffer.alloc(half - bytes.length), bytes]);
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
const commitId = pipe(string(), regex(commitIdPattern, "no commit id"));
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
	pageDigest: optional(digest),
	observedAt: instant
}), transform(({ version: _version, pageDigest, ...record }) => ({
	...record,
	...pageDigest === void 0 ? {} : { pageDigest }
})));
/** The predicate of an approval. */
function buildApproval({ environment, approvers, run, pageDigest, observedAt }) {
	return {
		version: 1,
		environment,
		approvers: approvers.map(({ id, login }) => ({
			id,
			login
		})),
		run: {
			repository: run.repository,
			id: run.id,
			attempt: run.attempt
		},
		...pageDigest === void 0 ? {} : { pageDigest },
		observedAt
	};
}

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
/** The predicate of an import. */
function buildImportRecord({ builder, upstream, run, commit, recordedAt }) {
	return {
		version: 1,
		builder,
		upstream,
		run: renderRun(run),
		commit,
		recordedAt
	};
}
function renderRun({ repository, id, workflow, actor, triggeringActor }) {
	return {
		repository,
		id,
		workflow,
		actor,
		triggeringActor
	};
}

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
/** The predicate of a build. */
function buildProvenance(facts) {
	const { repository, ref, commit, contextHash } = facts;
	return {
		buildDefinition: {
			buildType,
			externalParameters: {
				source: {
					repository,
					ref,
					commit
				},
				contextHash
			},
			internalParameters: { registryRun: facts.registryRun },
			resolvedDependencies: [{
				uri: `git+${repository}@${ref}`,
				digest: { gitCommit: commit }
			}, ...facts.bases.map(toDependency)]
		},
		runDetails: {
			builder: { id: facts.builder },
			metadata: {
				invocationId: facts.run,
				startedOn: facts.startedAt,
				finishedOn: facts.finishedAt
			}
		}
	};
}
function toDependency({ image, digest: known }) {
	const path = image.replace(/@.*$/, "").replace(/:[^/]*$/, "");
	const uri = `pkg:oci/${encodeURIComponent(path.slice(path.lastIndexOf("/") + 1).toLowerCase())}${isDigest(known) ? `@${encodeURIComponent(known)}` : ""}?repository_url=${encodeURIComponent(path)}`;
	if (!isDigest(known)) return {
		uri,
		name: image
	};
	const [algorithm = "", hex = ""] = known.split(":");
	return {
		uri,
		name: image,
		digest: { [algorithm]: hex }
	};
}
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
const outcomeField = "https://lazaret.example/outcome";
const environmentField = "https://lazaret.example/environment";
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
	[reasonsField]: optional(pipe(array(text), maxLength(maxItems)), []),
	[outcomeField]: optional(picklist([
		"pass",
		"fail",
		"indeterminate"
	])),
	[environmentField]: optional(text)
}), transform((raw) => {
	const { uri, digest } = raw.policy;
	const [outcome, environment] = [raw[outcomeField], raw[environmentField]];
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
		reasons: raw[reasonsField],
		...outcome === void 0 ? {} : { outcome },
		...environment === void 0 ? {} : { environment }
	};
}));
/** The predicate of a decision, passed or failed. */
function buildSummary(summary) {
	const { policy, outcome, environment } = summary;
	return {
		verifier: { id: summary.verifier },
		timeVerified: summary.verifiedAt,
		resourceUri: summary.resourceUri,
		policy: {
			digest: { sha256: digestHex(policy.digest) },
			...policy.uri === void 0 ? {} : { uri: policy.uri }
		},
		inputAttestations: summary.inputs.map(({ name, digest }) => ({
			name,
			digest: { sha256: digestHex(digest) }
		})),
		verificationResult: summary.result,
		verifiedLevels: summary.levels,
		[reasonsField]: summary.reasons,
		...outcome === void 0 ? {} : { [outcomeField]: outcome },
		...environment === void 0 ? {} : { [environmentField]: environment }
	};
}

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
/** The predicate of a scan. */
function buildVulnerabilities({ scanner, database, result, startedAt, finishedAt }) {
	const { uri, version, lastUpdate } = database;
	return {
		scanner: {
			uri: scanner.uri,
			version: scanner.version,
			db: {
				uri,
				version,
				lastUpdate
			},
			result: result.map(({ id, severity }) => ({
				id,
				severity: severity.map(({ method, score }) => ({
					method,
					score
				}))
			}))
		},
		metadata: {
			scanStartedOn: startedAt,
			scanFinishedOn: finishedAt
		}
	};
}

// lib/domain/statement/predicates/read.ts
/** Reads the predicate of a kind by its schema; one that is about another digest than `subject` is a mismatch. */
function readPredicate(kind, predicate, subject) {
	const read = readers[kind](predicate);
	if (!read.ok) return read;
	const image = read.value.resourceUri ?? read.value.image;
	if (image !== void 0 && !image.endsWith(`@${subject}`)) return refuse("STATEMENT_SUBJECT_MISMATCH", `its predicate is about ${image}`);
	return read;
}
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
	name: pipe(string(), regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, "no name in lower-case kebab-case"), description("What people call the key.")),
	purpose: pipe(picklist([
		"provenance",
		"decision",
		"promotion"
	]), description("The kind of statements that it may sign.")),
	"public-key": pipe(string(), maxLength(1024), description("PEM of a public key on P-256.")),
	"valid-from": pipe(instant, description("Signatures made earlier do not count (RFC 3339).")),
	"valid-until": pipe(instant, description("Signatures made later do not count (RFC 3339)."))
});
/** The `keys` part of `lazaret.yaml`: a list, each entry strict, so that a misspelt limit is not overlooked. */
const trustedKeysSchema = pipe(array(keySchema), minLength(1), maxLength(64));
/**
* The trusted keys of `lazaret.yaml`'s `keys`, after YAML and before trust; throws STATEMENT_KEYS_INVALID.
* `source` names file and commit for the message.
*/
function parseTrustedKeys(keys, source) {
	const checked = checkShape(trustedKeysSchema, keys);
	if (!checked.ok) throw invalid(source, checked.problems.slice(0, 5).join("; "));
	const trusted = /* @__PURE__ */ new Map();
	for (const entry of checked.value) {
		const key = toTrustedKey(entry, source);
		const other = [...trusted.values()].find(({ keyHint, name }) => keyHint === key.keyHint || name === key.name);
		if (other !== void 0) throw invalid(source, `"${key.name}" repeats name or key of "${other.name}"`);
		trusted.set(key.keyHint, key);
	}
	return trusted;
}
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
function toTrustedKey(entry, source) {
	const publicKey = readPem(entry["public-key"], `"${entry.name}"`, source);
	const [validFrom, validUntil] = [Date.parse(entry["valid-from"]), Date.parse(entry["valid-until"])];
	if (validFrom >= validUntil) throw invalid(source, `"${entry.name}" ends before it begins`);
	const { name, purpose } = entry;
	return {
		name,
		purpose,
		keyHint: computeKeyHint(publicKey),
		publicKey,
		validFrom,
		validUntil
	};
}
function readPem(pem, name, source) {
	if (!pem.trimStart().startsWith("-----BEGIN PUBLIC KEY-----")) throw invalid(source, `${name} has no "BEGIN PUBLIC KEY"`);
	try {
		const key = createPublicKey(pem);
		if (isP256(key)) return key;
	} catch (cause) {
		throw invalid(source, `the public key of ${name} cannot be read`, cause);
	}
	throw invalid(source, `the key of ${name} is not on the curve P-256`);
}
function invalid(subject, reason, cause) {
	return new UserError("STATEMENT_KEYS_INVALID", {
		subject,
		reason,
		cause
	});
}

// lib/domain/statement/kinds.ts
const summaryType = "https://slsa.dev/verification_summary/v1";
/**
* Every kind of statement, its predicate type, and the purpose of the keys that may sign it. The pair is the rule:
* a verdict and a promotion have one predicate type and different keys. Own types stand under a name that nobody can
* own (RFC 2606 `.example`).
*/
const statementKinds = {
	/** https://slsa.dev/spec/v1.1/provenance */
	provenance: {
		predicateType: "https://slsa.dev/provenance/v1",
		purpose: "provenance"
	},
	import: {
		predicateType: "https://lazaret.example/import-record/v1",
		purpose: "provenance"
	},
	/** https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
	sbom: {
		predicateType: "https://cyclonedx.org/bom",
		purpose: "decision"
	},
	/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vuln.md */
	vulnerabilities: {
		predicateType: "https://in-toto.io/attestation/vulns/v0.2",
		purpose: "decision"
	},
	verdict: {
		predicateType: summaryType,
		purpose: "decision"
	},
	approval: {
		predicateType: "https://lazaret.example/approval/v1",
		purpose: "promotion"
	},
	intent: {
		predicateType: "https://lazaret.example/promotion-intent/v1",
		purpose: "promotion"
	},
	promotion: {
		predicateType: summaryType,
		purpose: "promotion"
	},
	revocation: {
		predicateType: "https://lazaret.example/revocation/v1",
		purpose: "promotion"
	}
};

// lib/domain/statement/pae.ts
/** The media type of an in-toto statement in an envelope (in-toto Attestation Framework, spec/v1/envelope.md). */
const payloadType = "application/vnd.in-toto+json";
/** The bytes that a DSSE signature is over: DSSE v1, protocol.md, "Signature Definition" (pre-authentication encoding). */
function encodePae(type, payload) {
	const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
	return Buffer.concat([Buffer.from(head, "utf8"), payload]);
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
/** The canonical bytes of a statement: what is signed, and what its identity is computed of. */
function renderStatement({ subject, predicateType, predicate }) {
	const text = renderCanonicalJson({
		_type: statementType,
		subject: [{
			name: subject.name,
			digest: { sha256: digestHex(subject.digest) }
		}],
		predicateType,
		predicate
	});
	return new TextEncoder().encode(text);
}
/** Reads the payload of an envelope; further fields are tolerated, as in-toto demands of readers. */
function parseStatement(payload) {
	const text = decodeUtf8(payload);
	if (text === void 0) return refuse("STATEMENT_MALFORMED", "its payload is no UTF-8 text");
	const checked = checkStrictJson(statementSchema, text);
	if (!checked.ok) return refuse("STATEMENT_MALFORMED", checked.problems.slice(0, 3).join("; "));
	const { subject, predicateType, predicate } = checked.value;
	const [first] = subject;
	if (first === void 0) return refuse("STATEMENT_MALFORMED", "it has no subject");
	const digest = parseDigest(`sha256:${first.digest.sha256}`);
	return {
		ok: true,
		value: {
			subject: {
				name: first.name,
				digest
			},
			predicateType,
			predicate
		}
	};
}

// lib/domain/statement/sign.ts
/** Signs a statement and answers the bytes of its bundle. */
function signStatement(statement, signer) {
	return signPayload(renderStatement(statement), signer);
}
/** Signs the bytes of a statement as they are, e.g. a record that is rendered elsewhere. */
async function signPayload(payload, signer) {
	const digest = createHash("sha256").update(encodePae(payloadType, payload)).digest();
	const raw = await signer.sign(digest);
	const signature = findDerSignature(raw);
	if (signature === void 0) throw new UserError("STATEMENT_SIGNATURE_INVALID", {
		subject: signer.keyHint,
		reason: `the signer answered ${raw.length} bytes, a signature on P-256 has 64`
	});
	return renderBundle({
		keyHint: signer.keyHint,
		payloadType,
		payload,
		signature
	});
}

// lib/domain/statement/verify.ts
/** How far ahead the clock of a signer may be. */
const maxClockSkewMs = 3e5;
/** Verifies a bundle; each way to fail throws its own STATEMENT_* code about `subject`. */
function verifyStatement(bundle, expected) {
	return unwrap(checkStatement(bundle, expected), expected.subject);
}
/**
* Holds a bundle against what is expected of it: signature, then the signer's right to this kind of statement, then
* subject, resource and time. Nothing in the payload is read before the signature held. Pure: it fetches no key.
*/
function checkStatement(bundle, expected) {
	const signed = parseBundle(bundle);
	if (!signed.ok) return signed;
	const key = checkSignature(signed.value, expected.keys);
	if (!key.ok) return key;
	const statement = parseStatement(signed.value.payload);
	if (!statement.ok) return statement;
	const { subject, predicateType } = statement.value;
	const kind = chooseKind(predicateType, key.value, expected.kinds);
	if (!kind.ok) return kind;
	if (subject.digest !== expected.subject) return refuse("STATEMENT_SUBJECT_MISMATCH", `it is about ${subject.digest}`);
	const read = readPredicate(kind.value, statement.value.predicate, subject.digest);
	if (!read.ok) return read;
	const fault = findFault(read.value, key.value, expected);
	if (fault !== void 0) return fault;
	const { payload } = signed.value;
	const { predicate, madeAt } = read.value;
	const signer = {
		key: key.value,
		payload,
		payloadDigest: computeDigest(payload)
	};
	return {
		ok: true,
		value: {
			kind: kind.value,
			predicate,
			subject,
			madeAt,
			...signer
		}
	};
}
function checkSignature(signed, keys) {
	if (signed.payloadType !== "application/vnd.in-toto+json") return refuse("STATEMENT_MALFORMED", `its payload type is not ${payloadType}`);
	const key = keys.get(signed.keyHint);
	if (key === void 0) return refuse("STATEMENT_KEY_UNKNOWN", `no trusted key has the hint ${quote(signed.keyHint)}`);
	const raw = findRawSignature(signed.signature);
	return raw !== void 0 && verify("sha256", encodePae("application/vnd.in-toto+json", signed.payload), {
		key: key.publicKey,
		dsaEncoding: "ieee-p1363"
	}, raw) ? {
		ok: true,
		value: key
	} : refuse("STATEMENT_SIGNATURE_INVALID", `it does not hold under the key "${key.name}"`);
}
function chooseKind(predicateType, key, kinds) {
	const candidates = kinds.filter((kind) => statementKinds[kind].predicateType === predicateType);
	if (candidates.length === 0) return refuse("STATEMENT_KIND_UNEXPECTED", `its predicate type is ${quote(predicateType)}`);
	const kind = candidates.find((candidate) => statementKinds[candidate].purpose === key.purpose);
	if (kind !== void 0) return {
		ok: true,
		value: kind
	};
	const reason = `the key "${key.name}" is for ${key.purpose}, not for ${predicateType} as ${candidates.join(" or ")}`;
	return refuse("STATEMENT_KEY_NOT_ALLOWED", reason);
}
function findFault(facts, key, expected) {
	const { madeAt, resourceUri } = facts;
	if (resourceUri !== void 0 && resourceUri !== expected.resourceUri) return refuse("STATEMENT_SUBJECT_MISMATCH", `it was made for ${quote(resourceUri)}`);
	const time = new Date(madeAt).toISOString();
	if (madeAt > expected.now + maxClockSkewMs) return refuse("STATEMENT_FROM_FUTURE", `it was made at ${time}`);
	if (madeAt < key.validFrom || madeAt > key.validUntil) return refuse("STATEMENT_KEY_EXPIRED", `it was made at ${time}, outside the days of "${key.name}"`);
	if (expected.maxAgeMs !== void 0 && madeAt + expected.maxAgeMs < expected.now) return refuse("STATEMENT_EXPIRED", `it was made at ${time}`);
}
function quote(text) {
	return JSON.stringify(text.slice(0, 200));
}

export { buildApproval, buildImportRecord, buildProvenance, buildSummary, buildVulnerabilities, bundleMediaType, checkStatement, computeKeyHint, isP256, maxBundleBytes, parseTrustedKeys, renderStatement, signPayload, signStatement, statementKinds, trustedKeysSchema, verifyStatement };