import { buildApproval, renderStatement, signPayload, statementKinds, verifyStatement } from "./statement.js";
import { digestHex, formatImageReference, isDigest, parseDigest, parsePinnedImage } from "./image.js";
import { CodedError, ExternalError, UserError } from "../base/errors.js";
import { mediaTypes, parseManifest } from "./artifact.js";
import { emptyConfig, parseAttachment, renderAttachment, sortStatements } from "./attachment.js";
import { checkJson, checkShape, commitIdPattern, renderCanonicalJson } from "../base.js";
import { array, check, isoTimestamp, literal, maxLength, minLength, minValue, number, object, pipe, regex, safeInteger, string, transform, tuple, unknown } from "../../vendor/valibot.js";

// lib/domain/promotion/manifest.ts
/** The largest signed record that is read. */
const maxRecordBytes = 1048576;
/** `intent-sha256-<hex>` and the like: the one place where the record of an image is looked for. */
function buildRecordTag(kind, image) {
	return `${kind}-sha256-${digestHex(image)}`;
}
/** `approval-sha256-<hex>-<run>-<attempt>`: each attempt of a run observes its approval once. */
function buildApprovalTag(image, run) {
	return `approval-sha256-${digestHex(image)}-${run.id}-${run.attempt}`;
}
/** Whether a tag is kept for records. */
function isRecordTag(tag) {
	return /^(?:intent|promotion|revocation|approval)-sha256-/.test(tag);
}

// lib/domain/promotion/lock.ts
const locked = {
	writeEnabled: false,
	deleteEnabled: false
};
/** Whether neither writing nor deleting is allowed. ACR keeps the locks of a tag and of its manifest apart. */
function isLocked(attributes) {
	return !attributes.writeEnabled && !attributes.deleteEnabled;
}
/** How often a lock is set again that another client took off at once. */
const lockAttempts = 3;
/**
* Locks a tag and answers the digest that it is locked on; throws PROMOTION_LOCK_FAILED.
* A tag that does not point at `expected` is left alone, and the digest it points at is the answer.
*/
async function lockTag({ client, repository }, tag, expected) {
	for (let attempt = 0; attempt <= lockAttempts; attempt += 1) {
		const found = await client.findTag(repository, tag);
		if (found !== void 0 && isLocked(found.attributes)) return found.digest;
		if (found !== void 0 && expected !== void 0 && found.digest !== expected) return found.digest;
		if (attempt < lockAttempts) await client.setTagAttributes(repository, tag, locked);
	}
	throw lockFailed(`${client.registry}/${repository}:${tag}`);
}
/** Locks a manifest by itself; throws PROMOTION_LOCK_FAILED. */
async function lockManifest({ client, repository }, digest) {
	for (let attempt = 0; attempt <= lockAttempts; attempt += 1) {
		const found = await client.findManifestProperties(repository, digest);
		if (found !== void 0 && isLocked(found.attributes)) return;
		if (attempt < lockAttempts) await client.setManifestAttributes(repository, digest, locked);
	}
	throw lockFailed(`${client.registry}/${repository}@${digest}`);
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
/** As many as a verdict may have, and those of the promotion. */
const maxInputs = 1100;
const text = pipe(string(), maxLength(maxTextCharacters));
const count = pipe(number(), safeInteger(), minValue(0));
const time = pipe(string(), isoTimestamp());
const digest = pipe(string(), check(isDigest, "no digest"), transform(parseDigest));
const image = pipe(text, check(isPinnedImage, "no pinned image"), transform((value) => parsePinnedImage(value)));
const commit = pipe(string(), regex(commitIdPattern, "no commit id"));
const run = object({
	repository: text,
	id: count,
	attempt: count,
	workflow: text,
	actor: text,
	triggeringActor: text
});
const verdict = object({
	policyDigest: digest,
	statementDigest: digest,
	issuedAt: time
});
const input = pipe(object({
	name: text,
	digest: object({ sha256: pipe(string(), regex(/^[0-9a-f]{64}$/)) })
}), transform(({ name, digest: { sha256 } }) => ({
	name,
	digest: parseDigest(`sha256:${sha256}`)
})));
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
	verdict,
	rulesCommit: commit
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
const rawCompletion = object({
	...facts,
	intent: digest,
	approval: digest,
	inputAttestations: pipe(array(input), minLength(1), maxLength(maxInputs)),
	manifests: pipe(array(digest), minLength(1), maxLength(maxItems)),
	completedAt: time
});
/** The predicate of a completion. */
const completionSchema = pipe(rawCompletion, transform(({ inputAttestations: inputs, ...rest }) => ({
	...rest,
	inputs
})));
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
/** Names of the predicates; a promotion is a SLSA Verification Summary about the image in live. */
const predicateTypes = {
	intent: statementKinds.intent.predicateType,
	promotion: statementKinds.promotion.predicateType,
	revocation: statementKinds.revocation.predicateType
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
		predicateType: predicateTypes[record.kind],
		predicate: {
			version: recordVersion,
			...renderPredicate(record)
		}
	});
	return new TextEncoder().encode(text);
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
		verdict: renderVerdict(facts.verdict),
		rulesCommit: facts.rulesCommit
	};
}
function renderSummary(record) {
	return {
		intent: record.intent,
		approval: record.approval,
		manifests: record.manifests,
		verifier: { id: record.run.workflow },
		timeVerified: record.completedAt,
		resourceUri: pinned(record.target),
		policy: { digest: { sha256: digestHex(record.verdict.policyDigest) } },
		inputAttestations: record.inputs.map(({ name, digest }) => ({
			name,
			digest: { sha256: digestHex(digest) }
		})),
		verificationResult: "PASSED",
		verifiedLevels: []
	};
}
function renderVerdict({ policyDigest, statementDigest, issuedAt }) {
	return {
		policyDigest,
		statementDigest,
		issuedAt
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
	if (statement.predicateType !== predicateTypes[record.kind]) throw malformedRecord(place, "its predicate type is another");
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

// lib/domain/promotion/tagged.ts
/** The verified statement under a tag, undefined when the tag is not there; throws STATEMENT_* and PROMOTION_RECORD_*. */
async function findTagged(shelf, order) {
	const digest = await shelf.client.findDigest(shelf.repository, order.tag);
	return digest === void 0 ? void 0 : readTagged(shelf, order, digest);
}
/**
* Leaves exactly one locked statement under a tag and answers it: the one of `payload`, or another's that was there.
* OCI has no compare-and-swap, so the order is write, lock, read back: whoever reads another's verified one adopts it.
*/
async function ensureTagged(shelf, order, payload, subject) {
	if (await shelf.client.findDigest(shelf.repository, order.tag) === void 0) await writeTagged(shelf, order, payload, subject);
	const manifestDigest = await lockTag(shelf, order.tag);
	const stored = await readTagged(shelf, order, manifestDigest);
	await lockManifest(shelf, manifestDigest);
	return stored;
}
/** Reads a statement by the digest of its manifest. */
async function readTagged(shelf, order, manifestDigest) {
	return {
		statement: verify(shelf, order, await readBundle(shelf, order, manifestDigest)),
		manifestDigest
	};
}
/** Where a statement stands, for the message of an error. */
function placeOf({ client, repository }, tag) {
	return {
		registry: client.registry,
		repository,
		tag
	};
}
function verify(shelf, { kind, image }, bundle) {
	const { client, repository, keys } = shelf;
	const resourceUri = formatImageReference({
		registry: client.registry,
		repository,
		digest: image
	});
	return verifyStatement(bundle, {
		kinds: [kind],
		subject: image,
		keys,
		now: shelf.now(),
		resourceUri
	});
}
async function readBundle({ client, repository }, { tag, image }, manifestDigest) {
	const place = placeOf({
		client,
		repository
	}, tag);
	const manifest = await client.findManifest(repository, manifestDigest);
	if (manifest === void 0) throw malformedRecord(place, "its manifest is not there");
	if (isUnsigned(manifest)) throw unsigned(place);
	const layer = parseAttachment(manifest, image);
	if (!layer.ok) throw malformedRecord(place, layer.reason);
	if (layer.value.size > 1048576) throw malformedRecord(place, `its bundle is larger than ${maxRecordBytes} bytes`);
	const bundle = await client.findBlob(repository, layer.value.digest, maxRecordBytes);
	if (bundle === void 0) throw malformedRecord(place, "its bundle is not there");
	return bundle;
}
function isUnsigned(manifest) {
	const content = parseManifest(manifest);
	return (content.kind === "image" ? content.layers : []).some(({ mediaType }) => mediaType === "application/vnd.in-toto+json");
}
function unsigned({ registry, repository, tag }) {
	return new UserError("PROMOTION_RECORD_UNSIGNED", {
		subject: `${registry}/${repository}:${tag}`,
		reason: "nobody signed it, and nobody knows whether the image had a verdict"
	});
}
async function writeTagged(shelf, order, payload, subject) {
	const { client, repository } = shelf;
	const bundle = await signPayload(payload, await shelf.openSigner());
	verify(shelf, order, bundle);
	await client.writeBlob(repository, emptyConfig);
	await client.writeBlob(repository, bundle);
	const bytes = renderAttachment(bundle, subject, statementKinds[order.kind].predicateType);
	try {
		await client.writeManifest(repository, {
			mediaType: mediaTypes.ociManifest,
			bytes,
			tag: order.tag
		});
	} catch (error) {
		if (!isOvertaken(error)) throw error;
	}
}
function isOvertaken(error) {
	if (!(error instanceof CodedError)) return false;
	return error.code === "REGISTRY_LOCKED" || error.code === "REGISTRY_OUTCOME_UNKNOWN";
}

// lib/domain/promotion/approval.ts
/** Leaves exactly one signed and locked approval of an attempt about an image: the given one, or the one observed before. */
async function ensureApproval(shelf, record, subject) {
	const image = subject.digest;
	const payload = renderStatement({
		subject: {
			name: `${shelf.client.registry}/${shelf.repository}`,
			digest: image
		},
		predicateType: statementKinds.approval.predicateType,
		predicate: buildApproval(record)
	});
	const order = {
		kind: "approval",
		image,
		tag: buildApprovalTag(image, record.run)
	};
	const { statement, manifestDigest } = await ensureTagged(shelf, order, payload, subject);
	return {
		record: statement.predicate,
		digest: statement.payloadDigest,
		manifestDigest
	};
}

// lib/domain/promotion/requested-image.ts
const placeholder = "registry.invalid";
/** An image of a registry that is known otherwise. */
const requestedImageNotation = {
	form: "`repository@sha256:…`",
	parse: parseRequestedImage
};
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
/** The verified record of a kind about an image, or undefined when there is none; throws STATEMENT_* and PROMOTION_RECORD_*. */
async function findRecord(shelf, kind, image) {
	const found = await findTagged(shelf, toOrder(kind, image));
	return found === void 0 ? void 0 : toRecord(shelf, kind, found);
}
/** Leaves exactly one signed and locked record of a kind about an image and answers it: the given one, or another's. */
async function ensureRecord(shelf, kind, record, subject) {
	const order = toOrder(kind, subject.digest);
	return toRecord(shelf, kind, await ensureTagged(shelf, order, renderRecord(record), subject));
}
/** The newest completion in a repository that is wanted, in the registry's order of tags; undefined when there is none. */
async function findLatestCompletion(shelf, isWanted) {
	for await (const { image, digest } of listCompletions(shelf)) {
		const stored = toRecord(shelf, "promotion", await readTagged(shelf, toOrder("promotion", image), digest));
		if (isWanted(stored.record)) return stored;
	}
}
/** The digest that was promoted last in a repository and not revoked since; undefined when there is none. */
async function findRunning(shelf) {
	for await (const { image, digest } of listCompletions(shelf)) {
		toRecord(shelf, "promotion", await readTagged(shelf, toOrder("promotion", image), digest));
		if (await findRecord(shelf, "revocation", image) === void 0) return image;
	}
}
/** The image's own descriptor as a stored record carries it, which outlives the image. */
async function readSubject(shelf, stored) {
	const { kind, target } = stored.record;
	const manifest = await shelf.client.findManifest(shelf.repository, stored.manifestDigest);
	const subject = manifest === void 0 ? void 0 : parseManifest(manifest).subject;
	if (subject !== void 0) return subject;
	throw malformedRecord(placeOf(shelf, buildRecordTag(kind, target.digest)), "it names no subject");
}
async function* listCompletions({ client, repository }) {
	for await (const { name, digest } of client.listTags(repository)) {
		const hex = /^promotion-sha256-([0-9a-f]{64})$/.exec(name)?.[1];
		if (hex !== void 0) yield {
			image: parseDigest(`sha256:${hex}`),
			digest
		};
	}
}
function toOrder(kind, image) {
	return {
		kind,
		image,
		tag: buildRecordTag(kind, image)
	};
}
function toRecord({ client, repository }, kind, { statement, manifestDigest }) {
	const { payload, payloadDigest, subject } = statement;
	const place = placeOf({
		client,
		repository
	}, buildRecordTag(kind, subject.digest));
	const record = parseRecord(kind, payload, place);
	const here = formatImageReference({
		registry: client.registry,
		repository,
		digest: subject.digest
	});
	if (formatImageReference(record.target) !== here) throw malformedRecord(place, "it is about another image");
	return {
		record,
		digest: payloadDigest,
		manifestDigest
	};
}

// lib/domain/promotion/verdict.ts
/**
* The newest verdict among the statements that hang on an image, when it lets the image through. Throws
* PROMOTION_VERDICT_MISSING, …_FAILED, …_INDETERMINATE, …_POLICY_DIFFERS, and a STATEMENT_* code when
* there are statements and none of them counts.
*/
function requireVerdict(attachments, expected) {
	const { image, keys, now, maxAgeMs } = expected;
	const subject = formatImageReference(image);
	const sorted = sortStatements(attachments, {
		kinds: ["verdict"],
		subject: image.digest,
		keys,
		now,
		maxAgeMs,
		resourceUri: subject
	});
	const verdict = findNewest(sorted.verified);
	if (verdict === void 0) throw explainAbsence(subject, sorted.refused);
	const { reasons, policy } = verdict.predicate;
	const code = findVerdictFailure(verdict.predicate);
	if (code !== void 0) throw refuse(code, subject, listReasons(reasons));
	if (policy.digest === expected.policyDigest) return verdict;
	throw refuse("PROMOTION_VERDICT_POLICY_DIFFERS", subject, `it was decided by the policy ${policy.digest}, the protected branch has ${expected.policyDigest}`);
}
/** The code of a verdict that does not let its image through; undefined for one that does. */
function findVerdictFailure({ result, outcome = "pass" }) {
	if (result === "PASSED" && outcome === "pass") return void 0;
	return outcome === "indeterminate" ? "PROMOTION_VERDICT_INDETERMINATE" : "PROMOTION_VERDICT_FAILED";
}
function findNewest(verdicts) {
	const rank = ({ predicate }) => predicate.result === "PASSED" ? 0 : 1;
	return verdicts.toSorted((a, b) => b.madeAt - a.madeAt || rank(b) - rank(a))[0];
}
const gravity = [
	"STATEMENT_SIGNATURE_INVALID",
	"STATEMENT_KEY_NOT_ALLOWED",
	"STATEMENT_SUBJECT_MISMATCH",
	"STATEMENT_FROM_FUTURE",
	"STATEMENT_KEY_EXPIRED",
	"STATEMENT_EXPIRED",
	"STATEMENT_KEY_UNKNOWN",
	"STATEMENT_MALFORMED"
];
function explainAbsence(subject, refused) {
	const code = gravity.find((each) => refused.some((one) => one.code === each));
	if (code === void 0) return refuse("PROMOTION_VERDICT_MISSING", subject, "no verdict hangs on it");
	return refuse(code, subject, listReasons(refused.map(({ manifestDigest, reason, code: each }) => `${manifestDigest}: ${each}: ${reason}`)));
}
const shownReasons = 10;
function listReasons(reasons) {
	if (reasons.length === 0) return "it gives no reasons";
	const rest = reasons.length - shownReasons;
	return [...reasons.slice(0, shownReasons), ...rest > 0 ? [`and ${rest} more`] : []].join("; ");
}
function refuse(code, subject, reason) {
	return new UserError(code, {
		subject,
		reason
	});
}

export { assertTagUnmoved, ensureApproval, ensureRecord, findLatestCompletion, findRecord, findRunning, findVerdictFailure, isLocked, isPullRequestFolder, isRecordTag, lockManifest, lockTag, pinRequested, readSubject, requestedImageNotation, requireVerdict };