import { CodedError, ExternalError, UserError } from "../base/errors.js";
import { mediaTypes, parseManifest } from "./artifact.js";
import { computeDigest, digestHex, formatImageReference, isDigest, parseDigest, parsePinnedImage } from "./image.js";
import { checkJson, checkShape, formatTime, renderCanonicalJson } from "../base.js";
import { array, check, isoTimestamp, literal, maxLength, minLength, minValue, number, object, pipe, regex, safeInteger, string, transform, tuple, union, unknown } from "../../vendor/valibot.js";

// lib/domain/promotion/lock.ts
const locked = {
	writeEnabled: false,
	deleteEnabled: false
};
/** Whether neither writing nor deleting is allowed. ACR keeps the locks of a tag and of its manifest apart. */
function isLocked(attributes) {
	return !attributes.writeEnabled && !attributes.deleteEnabled;
}
/**
* Locks a tag and answers the digest that it is locked on; throws PROMOTION_LOCK_FAILED.
* A tag that does not point at `expected` is left alone, and the digest it points at is the answer.
*/
async function lockTag({ client, repository }, tag, expected) {
	const before = await client.findTag(repository, tag);
	if (before !== void 0 && isLocked(before.attributes)) return before.digest;
	if (before !== void 0 && expected !== void 0 && before.digest !== expected) return before.digest;
	await client.setTagAttributes(repository, tag, locked);
	const after = await client.findTag(repository, tag);
	if (after !== void 0 && isLocked(after.attributes)) return after.digest;
	throw lockFailed(`${client.registry}/${repository}:${tag}`);
}
/** Locks a manifest by itself; throws PROMOTION_LOCK_FAILED. */
async function lockManifest({ client, repository }, digest) {
	const before = await client.findManifestProperties(repository, digest);
	if (before !== void 0 && isLocked(before.attributes)) return;
	await client.setManifestAttributes(repository, digest, locked);
	const after = await client.findManifestProperties(repository, digest);
	if (after === void 0 || !isLocked(after.attributes)) throw lockFailed(`${client.registry}/${repository}@${digest}`);
}
function lockFailed(subject) {
	return new ExternalError("PROMOTION_LOCK_FAILED", {
		subject,
		reason: "writing or deleting is still allowed after the lock was set",
		system: "Azure Container Registry",
		operation: "PATCH attributes"
	});
}

// lib/domain/promotion/schema.ts
const maxTextCharacters = 2048;
const maxItems = 200;
const text = pipe(string(), maxLength(maxTextCharacters));
const count = pipe(number(), safeInteger(), minValue(0));
const time = pipe(string(), isoTimestamp());
const digest = pipe(string(), check(isDigest, "no digest"), transform(parseDigest));
const image = pipe(text, check(isPinnedImage, "no pinned image"), transform((value) => parsePinnedImage(value)));
const commit = pipe(string(), regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "no commit id"));
const run = object({
	repository: text,
	id: count,
	attempt: count,
	workflow: text,
	actor: text,
	triggeringActor: text
});
const verdict = union([literal("none"), object({
	policyDigest: digest,
	statementDigest: digest,
	issuedAt: time
})]);
const facts = {
	version: literal(1),
	source: image,
	target: image,
	tags: pipe(array(text), maxLength(maxItems)),
	commit,
	run,
	environment: text,
	approvers: pipe(array(object({
		id: count,
		login: text
	})), maxLength(maxItems)),
	verdict
};
/** The parts of an in-toto statement that every record has; more fields are tolerated, as in-toto demands of readers. */
const statementSchema = object({
	_type: literal("https://in-toto.io/Statement/v1"),
	subject: tuple([object({
		name: text,
		digest: object({ sha256: pipe(string(), regex(/^[0-9a-f]{64}$/)) })
	})]),
	predicateType: text,
	predicate: unknown()
});
/** The predicate of an intent. */
const intentSchema = object({
	...facts,
	observedAt: time
});
/** The predicate of a completion, with or without a verdict. */
const completionSchema = object({
	...facts,
	intent: digest,
	manifests: pipe(array(digest), minLength(1), maxLength(maxItems)),
	completedAt: time
});
/** The predicate of a revocation. */
const revocationSchema = object({
	version: literal(1),
	target: image,
	reason: text,
	ticket: text,
	run,
	revokedAt: time
});
function isPinnedImage(value) {
	try {
		return parsePinnedImage(value).digest.startsWith("sha256:");
	} catch {
		return false;
	}
}

// lib/domain/promotion/statement.ts
/** The version of the predicates that are written; a reader refuses every other one. */
const recordVersion = 1;
const statementType = "https://in-toto.io/Statement/v1";
/**
* Names of the predicates. Own ones live under a name that nobody can own (RFC 2606 `.example`).
* A promotion with a verdict is a SLSA Verification Summary (https://slsa.dev/spec/v1.1/verification_summary);
* one without must not look like it, so it has its own type.
*/
const predicateTypes = {
	intent: "https://lazaret.example/promotion-intent/v1",
	promotion: "https://slsa.dev/verification_summary/v1",
	promotionWithoutVerdict: "https://lazaret.example/promotion-without-verdict/v1",
	revocation: "https://lazaret.example/revocation/v1"
};
/** The payload of a record: the canonical bytes of its in-toto statement. Equal records have equal bytes. */
function renderRecord(record) {
	const { target } = record;
	const text = renderCanonicalJson({
		_type: statementType,
		subject: [{
			name: `${target.registry}/${target.repository}`,
			digest: { sha256: digestHex(target.digest) }
		}],
		predicateType: findPredicateType(record),
		predicate: {
			version: 1,
			...renderPredicate(record)
		}
	});
	return new TextEncoder().encode(text);
}
/** The predicate type that a record is written under. */
function findPredicateType(record) {
	return record.kind === "promotion" && record.verdict === "none" ? predicateTypes.promotionWithoutVerdict : predicateTypes[record.kind];
}
function renderPredicate(record) {
	switch (record.kind) {
		case "intent": return {
			...renderFacts(record),
			observedAt: record.observedAt
		};
		case "promotion": return {
			...renderFacts(record),
			...renderSummary(record),
			completedAt: record.completedAt
		};
		case "revocation": {
			const { reason, ticket, revokedAt, run, target } = record;
			return {
				target: pinned(target),
				reason,
				ticket,
				revokedAt,
				run: renderRun(run)
			};
		}
	}
}
function renderFacts(facts) {
	return {
		source: pinned(facts.source),
		target: pinned(facts.target),
		tags: facts.tags,
		commit: facts.commit,
		run: renderRun(facts.run),
		environment: facts.environment,
		approvers: facts.approvers.map(renderAccount),
		verdict: facts.verdict
	};
}
function renderSummary(record) {
	const own = {
		intent: record.intent,
		manifests: record.manifests
	};
	if (record.verdict === "none") return own;
	const { policyDigest, statementDigest } = record.verdict;
	return {
		...own,
		verifier: { id: record.run.workflow },
		timeVerified: record.completedAt,
		resourceUri: pinned(record.target),
		policy: { digest: { sha256: digestHex(policyDigest) } },
		inputAttestations: [{ digest: { sha256: digestHex(statementDigest) } }],
		verificationResult: "PASSED",
		verifiedLevels: []
	};
}
function renderRun(run) {
	const { repository, id, attempt, workflow, actor, triggeringActor } = run;
	return {
		repository,
		id,
		attempt,
		workflow,
		actor,
		triggeringActor
	};
}
function renderAccount(account) {
	return {
		id: account.id,
		login: account.login
	};
}
function pinned(image) {
	return formatImageReference(image);
}

// lib/domain/promotion/parse.ts
/**
* Reads the payload of a record of the given kind. Throws PROMOTION_RECORD_MALFORMED for anything that this version
* would not have written itself: a record decides what goes live, so nothing about it is tolerated.
*/
function parseRecord(kind, payload, place) {
	const statement = unwrap(checkJson(statementSchema, decode(payload, place)), place);
	const record = readers[kind](statement.predicate, place);
	if (!(statement.subject[0].name === `${record.target.registry}/${record.target.repository}` && statement.subject[0].digest.sha256 === digestHex(record.target.digest))) throw malformedRecord(place, "its subject is not its target");
	if (statement.predicateType !== findPredicateType(record)) throw malformedRecord(place, "its predicate type is another");
	if (Buffer.compare(renderRecord(record), payload) !== 0) throw malformedRecord(place, "its bytes are not canonical");
	return record;
}
/** The error for something under a record tag that is no record. */
function malformedRecord(place, reason, cause) {
	return new ExternalError("PROMOTION_RECORD_MALFORMED", {
		subject: `${place.registry}/${place.repository}:${place.tag}`,
		reason,
		system: "Azure Container Registry",
		operation: "read record",
		cause
	});
}
const readers = {
	intent: (predicate, place) => ({
		kind: "intent",
		...drop(readPredicate(intentSchema, predicate, place))
	}),
	promotion: (predicate, place) => ({
		kind: "promotion",
		...drop(readPredicate(completionSchema, predicate, place))
	}),
	revocation: (predicate, place) => ({
		kind: "revocation",
		...drop(readPredicate(revocationSchema, predicate, place))
	})
};
function readPredicate(schema, predicate, place) {
	return unwrap(checkShape(schema, predicate), place);
}
function drop(predicate) {
	const { version: _version, ...rest } = predicate;
	return rest;
}
function unwrap(checked, place) {
	if (checked.ok) return checked.value;
	throw malformedRecord(place, checked.problems.slice(0, 3).join("; "));
}
function decode(payload, place) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(payload);
	} catch (cause) {
		throw malformedRecord(place, "it is no UTF-8 text", cause);
	}
}

// lib/domain/promotion/manifest.ts
/** The largest payload of a record that is read. */
const maxRecordBytes = 262144;
/** The artifact type under which a record of each kind is a referrer of its image. */
const artifactTypes = {
	intent: "application/vnd.lazaret.promotion-intent.v1+json",
	promotion: "application/vnd.lazaret.promotion.v1+json",
	revocation: "application/vnd.lazaret.revocation.v1+json"
};
/** The empty descriptor's content (image-spec 1.1, manifest.md#guidance-for-an-empty-descriptor). */
const emptyConfig = new TextEncoder().encode("{}");
const payloadMediaType = "application/vnd.in-toto+json";
const emptyMediaType = "application/vnd.oci.empty.v1+json";
/** `intent-sha256-<hex>` and the like: the one place where the record of an image is looked for. */
function buildRecordTag(kind, image) {
	return `${kind}-sha256-${digestHex(image)}`;
}
/** Whether a tag is kept for records. */
function isRecordTag(tag) {
	return /^(?:intent|promotion|revocation)-sha256-/.test(tag);
}
/** The OCI artifact manifest of a record: same payload and subject, same bytes. */
function renderRecordManifest(kind, payload, subject) {
	const { mediaType, digest, size } = subject;
	const text = renderCanonicalJson({
		schemaVersion: 2,
		mediaType: mediaTypes.ociManifest,
		artifactType: artifactTypes[kind],
		config: describe(emptyMediaType, emptyConfig),
		layers: [describe(payloadMediaType, payload)],
		subject: {
			mediaType,
			digest,
			size
		}
	});
	return new TextEncoder().encode(text);
}
/** The payload's descriptor; throws PROMOTION_RECORD_MALFORMED when the manifest is no record of this kind and image. */
function parseRecordManifest(kind, manifest, image, place) {
	const content = parseManifest(manifest);
	if (content.kind !== "image" || content.artifactType !== artifactTypes[kind]) throw malformedRecord(place, `it is no artifact of type ${artifactTypes[kind]}`);
	if (content.subject?.digest !== image) throw malformedRecord(place, "it is about another image");
	const [payload, ...others] = content.layers;
	if (payload === void 0 || others.length > 0) throw malformedRecord(place, "it has not exactly one layer");
	if (payload.size > 262144) throw malformedRecord(place, `its payload is larger than ${maxRecordBytes} bytes`);
	return payload;
}
function describe(mediaType, bytes) {
	return {
		mediaType,
		digest: computeDigest(bytes),
		size: bytes.length
	};
}

// lib/domain/promotion/requested-image.ts
const placeholder = "registry.invalid";
/** Text to requested image: `[host/]repository[:tag]@sha256:…`; throws IMAGE_* codes. */
function parseRequestedImage(text) {
	const hasRegistry = startsWithHost(text);
	const image = parsePinnedImage(hasRegistry ? text : `${placeholder}/${text}`);
	if (!image.digest.startsWith("sha256:")) throw new UserError("IMAGE_DIGEST_INVALID", {
		subject: image.digest,
		reason: "ACR names manifests by sha256 alone"
	});
	const { repository, tag, digest } = image;
	return {
		registry: hasRegistry ? image.registry : void 0,
		repository,
		tag,
		digest
	};
}
/** The image in the registry it must be in; a host that is another throws PROMOTION_WRONG_REGISTRY. */
function pinRequested(image, registry) {
	if (image.registry !== void 0 && image.registry !== registry) throw new UserError("PROMOTION_WRONG_REGISTRY", {
		subject: `${image.registry}/${image.repository}`,
		reason: `the registry of this step is ${registry}`
	});
	return {
		registry,
		repository: image.repository,
		digest: image.digest
	};
}
/** Whether a repository is in the folder that pull requests write to; nothing from there is promoted. */
function isPullRequestFolder(repository) {
	return repository === "pr" || repository.startsWith("pr/");
}
/** Fails when the tag beside the digest was found to point elsewhere, or nowhere; throws PROMOTION_TAG_MOVED. */
function assertTagUnmoved(requested, registry, found) {
	const { repository, tag, digest } = requested;
	if (tag === void 0 || found === digest) return;
	throw new UserError("PROMOTION_TAG_MOVED", {
		subject: `${registry}/${repository}:${tag}`,
		reason: found === void 0 ? `it is gone; it was ${digest}` : `it points at ${found}, not at ${digest}`
	});
}
function startsWithHost(text) {
	const name = text.split("@", 1)[0] ?? "";
	const slash = name.indexOf("/");
	const first = name.slice(0, Math.max(slash, 0));
	return /[.:]/.test(first) || first === "localhost";
}

// lib/domain/promotion/store.ts
/** The record of a kind about an image, or undefined when there is none; throws PROMOTION_RECORD_MALFORMED. */
async function findRecord(shelf, kind, image) {
	const digest = await shelf.client.findDigest(shelf.repository, buildRecordTag(kind, image));
	return digest === void 0 ? void 0 : readRecord(shelf, kind, image, digest);
}
/**
* Leaves exactly one locked record of a kind about an image and answers it: the given one, or another's that was there.
* OCI has no compare-and-swap, so the order is write, lock, read back: whoever reads another's record adopts it.
*/
async function ensureRecord(shelf, kind, record, subject) {
	const tag = buildRecordTag(kind, subject.digest);
	if (await shelf.client.findDigest(shelf.repository, tag) === void 0) await writeRecord(shelf, record, subject);
	const manifestDigest = await lockTag(shelf, tag);
	const stored = await readRecord(shelf, kind, subject.digest, manifestDigest);
	await lockManifest(shelf, manifestDigest);
	return stored;
}
/** The newest completion in a repository that is wanted, in the registry's order of tags; undefined when there is none. */
async function findLatestCompletion(shelf, isWanted) {
	for await (const { name, digest } of shelf.client.listTags(shelf.repository)) {
		const hex = /^promotion-sha256-([0-9a-f]{64})$/.exec(name)?.[1];
		if (hex === void 0) continue;
		const stored = await readRecord(shelf, "promotion", parseDigest(`sha256:${hex}`), digest);
		if (isWanted(stored.record)) return stored;
	}
}
/** The image's own descriptor as a stored record carries it, which outlives the image. */
async function readSubject({ client, repository }, stored) {
	const { kind, target } = stored.record;
	const place = {
		registry: client.registry,
		repository,
		tag: buildRecordTag(kind, target.digest)
	};
	const manifest = await client.findManifest(repository, stored.manifestDigest);
	const subject = manifest === void 0 ? void 0 : parseManifest(manifest).subject;
	if (subject === void 0) throw malformedRecord(place, "it names no subject");
	return subject;
}
async function readRecord({ client, repository }, kind, image, manifestDigest) {
	const place = {
		registry: client.registry,
		repository,
		tag: buildRecordTag(kind, image)
	};
	const manifest = await client.findManifest(repository, manifestDigest);
	if (manifest === void 0) throw malformedRecord(place, "its manifest is not there");
	const layer = parseRecordManifest(kind, manifest, image, place);
	const payload = await client.findBlob(repository, layer.digest, maxRecordBytes);
	if (payload === void 0) throw malformedRecord(place, "its payload is not there");
	const record = parseRecord(kind, payload, place);
	const { target } = record;
	if (!(target.registry === client.registry && target.repository === repository) || target.digest !== image) throw malformedRecord(place, "it is about another image");
	return {
		record,
		digest: computeDigest(payload),
		manifestDigest
	};
}
async function writeRecord({ client, repository }, record, subject) {
	const payload = renderRecord(record);
	await client.writeBlob(repository, emptyConfig);
	await client.writeBlob(repository, payload);
	const bytes = renderRecordManifest(record.kind, payload, subject);
	const tag = buildRecordTag(record.kind, subject.digest);
	try {
		await client.writeManifest(repository, {
			mediaType: mediaTypes.ociManifest,
			bytes,
			tag
		});
	} catch (error) {
		if (!isOvertaken(error)) throw error;
	}
}
function isOvertaken(error) {
	if (!(error instanceof CodedError)) return false;
	return error.code === "REGISTRY_LOCKED" || error.code === "REGISTRY_OUTCOME_UNKNOWN";
}

// lib/domain/promotion/verdict.ts
/**
* What is recorded of a verdict that allows the promotion; every other one throws PROMOTION_VERDICT_*.
* `isWaived` lets an indeterminate verdict through as `none`; it goes away with the gate. It never lifts a failure.
*/
function requireVerdict(verdict, image, isWaived) {
	const subject = formatImageReference(image);
	if (verdict.subject !== image.digest) throw indeterminate(subject, ["the verdict is about another digest"]);
	switch (verdict.decision) {
		case "pass": {
			const { policyDigest, statementDigest, issuedAt } = verdict;
			return {
				policyDigest,
				statementDigest,
				issuedAt: formatTime(issuedAt)
			};
		}
		case "fail": throw new UserError("PROMOTION_VERDICT_FAILED", {
			subject,
			reason: verdict.reasons.join("; ")
		});
		case "indeterminate":
			if (isWaived) return "none";
			throw indeterminate(subject, verdict.reasons);
	}
}
function indeterminate(subject, reasons) {
	return new UserError("PROMOTION_VERDICT_INDETERMINATE", {
		subject,
		reason: reasons.join("; ")
	});
}

export { assertTagUnmoved, ensureRecord, findLatestCompletion, findRecord, isLocked, isPullRequestFolder, isRecordTag, lockManifest, lockTag, parseRequestedImage, pinRequested, readSubject, requireVerdict };