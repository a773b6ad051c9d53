import { renderCanonicalJson } from "../base.js";
import { mediaTypes, parseManifest } from "./artifact.js";
import { CodedError, ExternalError } from "../base/errors.js";
import { computeDigest } from "./image.js";
import { bundleMediaType, checkStatement, maxBundleBytes } from "./statement.js";

// lib/domain/attachment/manifest.ts
/** The empty descriptor's content (image-spec 1.1, manifest.md#guidance-for-an-empty-descriptor). */
const emptyConfig = new TextEncoder().encode("{}");
const emptyMediaType = "application/vnd.oci.empty.v1+json";
/**
* The OCI artifact that carries a bundle, as cosign 3 writes and looks for it
* (https://github.com/sigstore/cosign/blob/main/specs/BUNDLE_SPEC.md). The annotations are for readers and prove nothing.
*/
function renderAttachment(bundle, subject, predicateType) {
	const { mediaType, digest, size } = subject;
	const text = renderCanonicalJson({
		schemaVersion: 2,
		mediaType: mediaTypes.ociManifest,
		artifactType: bundleMediaType,
		config: {
			mediaType: emptyMediaType,
			digest: computeDigest(emptyConfig),
			size: emptyConfig.length
		},
		layers: [{
			mediaType: bundleMediaType,
			digest: computeDigest(bundle),
			size: bundle.length
		}],
		subject: {
			mediaType,
			digest,
			size
		},
		annotations: {
			"dev.sigstore.bundle.content": "dsse-envelope",
			"dev.sigstore.bundle.predicateType": predicateType
		}
	});
	return new TextEncoder().encode(text);
}
/** The bundle's descriptor, or why the manifest carries none about this image. */
function parseAttachment(manifest, image) {
	const content = readContent(manifest);
	if (content?.kind !== "image") return malformed("its manifest cannot be read");
	if (content.subject?.digest !== image) return malformed("its manifest has another subject");
	const [layer, ...others] = content.layers;
	if (layer === void 0 || others.length > 0) return malformed("it has not exactly one layer");
	if (layer.mediaType !== "application/vnd.dev.sigstore.bundle.v0.3+json") return malformed("its layer is no Sigstore bundle of version 0.3");
	if (layer.size > 67108864) return malformed(`its bundle is larger than ${maxBundleBytes} bytes`);
	return {
		ok: true,
		value: layer
	};
}
/** A refusal of something that is attached. */
function malformed(reason) {
	return {
		ok: false,
		code: "STATEMENT_MALFORMED",
		reason
	};
}
function readContent(manifest) {
	try {
		return parseManifest(manifest);
	} catch (error) {
		if (error instanceof CodedError) return void 0;
		throw error;
	}
}

// lib/domain/attachment/store.ts
/**
* The most statements of one image that are read. Those of other artifact types do not count; of ours none may be
* passed over, for the one that is left out may be the verdict that took a pass back, and a registry tells no time.
*/
const maxAttachments = 500;
/**
* Attaches a bundle to an image and looks whether the registry lists it; answers the digest of the referrer.
* Throws STATEMENT_NOT_LISTED.
*/
async function attachBundle(shelf, subject, bundle, predicateType) {
	const { client, repository } = shelf;
	await client.writeBlob(repository, emptyConfig);
	await client.writeBlob(repository, bundle);
	const bytes = renderAttachment(bundle, subject, predicateType);
	const digest = await client.writeManifest(repository, {
		mediaType: mediaTypes.ociManifest,
		bytes
	});
	if ((await client.listReferrers(repository, subject.digest, "application/vnd.dev.sigstore.bundle.v0.3+json")).some((referrer) => referrer.digest === digest)) return digest;
	throw broken(shelf, subject.digest, "STATEMENT_NOT_LISTED", `${digest} is not among its referrers`);
}
/**
* Attaches the bundles that an image lacks, looks whether the registry lists them all, and answers their referrers. The
* same bundle has the same referrer, so whoever comes second writes nothing. Throws STATEMENT_NOT_LISTED.
*/
async function ensureAttachments(shelf, subject, bundles) {
	const wanted = bundles.map(({ bundle, predicateType }) => {
		const bytes = renderAttachment(bundle, subject, predicateType);
		return {
			bundle,
			bytes,
			digest: computeDigest(bytes)
		};
	});
	const before = await listDigests(shelf, subject.digest);
	const lacking = wanted.filter(({ digest }) => !before.has(digest));
	if (lacking.length === 0) return wanted.map(({ digest }) => digest);
	await shelf.client.writeBlob(shelf.repository, emptyConfig);
	for (const { bundle, bytes } of lacking) await writeReferrer(shelf, bundle, bytes);
	const after = await listDigests(shelf, subject.digest);
	const lost = wanted.find(({ digest }) => !after.has(digest));
	if (lost === void 0) return wanted.map(({ digest }) => digest);
	throw broken(shelf, subject.digest, "STATEMENT_NOT_LISTED", `${lost.digest} is not among its referrers`);
}
/** Every referrer of an image that says it carries a bundle, read. Throws STATEMENT_TOO_MANY. */
async function listAttachments(shelf, image) {
	const referrers = await shelf.client.listReferrers(shelf.repository, image, bundleMediaType);
	if (referrers.length > maxAttachments) throw tooMany(shelf, image, referrers.length);
	const attachments = [];
	for (const { digest } of referrers) attachments.push({
		manifestDigest: digest,
		bundle: await readBundle(shelf, digest, image)
	});
	return attachments;
}
/**
* Holds attachments against an expectation. One of another kind than those that are asked for is left out;
* every other refusal is listed, for a forged statement is worth a line in the log.
*/
function sortStatements(attachments, expected) {
	const outcomes = attachments.map(({ manifestDigest, bundle }) => ({
		manifestDigest,
		outcome: bundle.ok ? checkStatement(bundle.value, expected) : bundle
	}));
	return {
		verified: outcomes.flatMap(({ manifestDigest, outcome }) => outcome.ok ? [{
			...outcome.value,
			manifestDigest
		}] : []),
		refused: outcomes.flatMap(({ manifestDigest, outcome }) => outcome.ok || outcome.code === "STATEMENT_KIND_UNEXPECTED" ? [] : [{
			manifestDigest,
			code: outcome.code,
			reason: outcome.reason
		}])
	};
}
async function writeReferrer({ client, repository }, bundle, bytes) {
	await client.writeBlob(repository, bundle);
	try {
		await client.writeManifest(repository, {
			mediaType: mediaTypes.ociManifest,
			bytes
		});
	} catch (error) {
		if (!(error instanceof CodedError) || error.code !== "REGISTRY_LOCKED") throw error;
	}
}
async function listDigests({ client, repository }, image) {
	const listed = await client.listReferrers(repository, image, bundleMediaType);
	return new Set(listed.map(({ digest }) => digest));
}
async function readBundle({ client, repository }, digest, image) {
	const manifest = await client.findManifest(repository, digest);
	if (manifest === void 0) return malformed("its manifest is not there");
	const layer = parseAttachment(manifest, image);
	if (!layer.ok) return layer;
	const bytes = await client.findBlob(repository, layer.value.digest, maxBundleBytes);
	return bytes === void 0 ? malformed("its bundle is not there") : {
		ok: true,
		value: bytes
	};
}
function tooMany(shelf, image, count) {
	const { client, repository } = shelf;
	const [name = ""] = client.registry.split(".");
	const place = `${client.registry}/${repository}@${image}`;
	const remedy = [
		`List them: \`oras discover --artifact-type ${bundleMediaType} ${place}\`.`,
		"See in `ContainerRegistryRepositoryEvents` (Log Analytics) which identity pushed them, and take its right away.",
		`Delete each that it pushed: \`az acr repository delete --name ${name} --image ${repository}@<digest>\`.`,
		"Where they cannot be told apart, build again: a new digest begins with none."
	].join(" ");
	const facts = describeList(shelf, image);
	const reason = `${count} hang on it, of which at most ${maxAttachments} are read`;
	return new ExternalError("STATEMENT_TOO_MANY", {
		...facts,
		reason,
		remedy
	});
}
function broken(shelf, image, code, reason) {
	return new ExternalError(code, {
		...describeList(shelf, image),
		reason
	});
}
function describeList({ client, repository }, image) {
	return {
		subject: `${client.registry}/${repository}@${image}`,
		system: "Azure Container Registry",
		operation: "list referrers"
	};
}

export { attachBundle, emptyConfig, ensureAttachments, listAttachments, parseAttachment, renderAttachment, sortStatements };