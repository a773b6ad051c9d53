import { UserError } from "../base/errors.js";
import { computeDigest, isDigest, parseDigest } from "./image.js";
import { array, check, literal, looseObject, maxLength, minValue, number, object, optional, pipe, record, safeInteger, string, transform, unknown } from "../../vendor/valibot.js";
import { checkJson } from "../base.js";

// lib/domain/artifact/media-types.ts
/** The manifest media types that are handled (image-spec 1.1 media-types.md; Docker's image manifest v2, schema 2). */
const mediaTypes = {
	ociManifest: "application/vnd.oci.image.manifest.v1+json",
	ociIndex: "application/vnd.oci.image.index.v1+json",
	dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
	dockerList: "application/vnd.docker.distribution.manifest.list.v2+json"
};
/** Every manifest media type a client should accept, in the order of preference. */
const manifestMediaTypes = Object.values(mediaTypes);
/** Whether the media type is an OCI index or a Docker manifest list. */
function isIndexMediaType(mediaType) {
	return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerList;
}
/** Whether the media type is a single-platform OCI or Docker manifest. */
function isImageMediaType(mediaType) {
	return mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest;
}

// lib/domain/artifact/schema.ts
const text = pipe(string(), maxLength(4096));
const annotations = record(string(), string());
const platform = object({
	os: text,
	architecture: text,
	variant: optional(text)
});
const rawDescriptor = object({
	mediaType: text,
	digest: pipe(string(), check(isDigest, "no SHA-256 or SHA-512 digest")),
	size: pipe(number(), safeInteger(), minValue(0)),
	artifactType: optional(text),
	platform: optional(platform),
	annotations: optional(annotations)
});
/** An OCI descriptor; fields of later versions are tolerated, the digest and size are not. */
const descriptorSchema = pipe(rawDescriptor, transform(toDescriptor));
/** The body of an image manifest. Docker's schema 2 has the same required fields. */
const imageBodySchema = object({
	schemaVersion: literal(2),
	mediaType: optional(text),
	artifactType: optional(text),
	config: descriptorSchema,
	layers: array(descriptorSchema),
	subject: optional(descriptorSchema),
	annotations: optional(annotations)
});
/** The body of an index or manifest list. */
const indexBodySchema = object({
	schemaVersion: literal(2),
	mediaType: optional(text),
	artifactType: optional(text),
	manifests: array(descriptorSchema),
	subject: optional(descriptorSchema),
	annotations: optional(annotations)
});
function toDescriptor(raw) {
	return {
		mediaType: raw.mediaType,
		digest: parseDigest(raw.digest),
		size: raw.size,
		...raw.artifactType === void 0 ? {} : { artifactType: raw.artifactType },
		...raw.platform === void 0 ? {} : { platform: toPlatform(raw.platform) },
		...raw.annotations === void 0 ? {} : { annotations: raw.annotations }
	};
}
function toPlatform(raw) {
	const { os, architecture, variant } = raw;
	return {
		os,
		architecture,
		...variant === void 0 ? {} : { variant }
	};
}

// lib/domain/artifact/content.ts
/** Largest manifest that is read (distribution-spec 1.1: registries should accept at least 4 MiB). */
const maxManifestBytes = 4194304;
/** Reads a manifest's bytes by the schema of its media type; throws IMAGE_MANIFEST_MALFORMED or IMAGE_MANIFEST_UNSUPPORTED. */
function parseManifest(manifest) {
	if (manifest.bytes.length > 4194304) throw malformed(manifest, `it is larger than ${maxManifestBytes} bytes`);
	if (isIndexMediaType(manifest.mediaType)) return parseIndex(manifest);
	if (isImageMediaType(manifest.mediaType)) return parseImage$1(manifest);
	throw new UserError("IMAGE_MANIFEST_UNSUPPORTED", {
		subject: manifest.digest,
		reason: `its media type is "${manifest.mediaType.replace(/[^\x20-\x7e]/g, "?").slice(0, 200)}"`
	});
}
/** The descriptors that an index names; empty for a single-platform image. */
function listChildren(manifest) {
	const content = parseManifest(manifest);
	return content.kind === "index" ? content.manifests : [];
}
function parseImage$1(manifest) {
	const body = parseBody(imageBodySchema, manifest, "manifests");
	return {
		kind: "image",
		config: body.config,
		layers: body.layers,
		...commonFields(body)
	};
}
function parseIndex(manifest) {
	const body = parseBody(indexBodySchema, manifest, "layers");
	return {
		kind: "index",
		manifests: body.manifests,
		...commonFields(body)
	};
}
function commonFields(body) {
	return {
		annotations: body.annotations ?? {},
		...body.artifactType === void 0 ? {} : { artifactType: body.artifactType },
		...body.subject === void 0 ? {} : { subject: body.subject }
	};
}
function parseBody(schema, manifest, foreignField) {
	const text = decode(manifest);
	const checked = checkJson(schema, text);
	if (!checked.ok) throw malformed(manifest, checked.problems.slice(0, 3).join("; "));
	assertUnambiguous(manifest, text, foreignField);
	const { mediaType } = checked.value;
	if (mediaType !== void 0 && mediaType !== manifest.mediaType) throw malformed(manifest, `it was served as ${manifest.mediaType} and says otherwise of itself`);
	return checked.value;
}
function assertUnambiguous(manifest, text, foreignField) {
	const foreign = checkJson(looseObject({ [foreignField]: unknown() }), text);
	if (foreign.ok && foreign.value[foreignField] !== void 0) throw malformed(manifest, `it has "${foreignField}" beside the fields of its media type`);
}
function decode(manifest) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(manifest.bytes);
	} catch (cause) {
		throw malformed(manifest, "it is no UTF-8 text", cause);
	}
}
function malformed(manifest, reason, cause) {
	return new UserError("IMAGE_MANIFEST_MALFORMED", {
		subject: manifest.digest,
		reason,
		cause
	});
}

// lib/domain/artifact/artifact.ts
/** ACR imports at most this many manifests with an index (learn.microsoft.com, "Import container images", limitations). */
const maxChildren = 50;
/** How deep indexes may nest: an index of indexes of images is the most that tools write. */
const maxIndexDepth = 3;
/**
* Reads every manifest below a root and holds each against its descriptor.
* Throws IMAGE_CHILD_MISSING, IMAGE_CHILD_MISMATCH, IMAGE_INDEX_TOO_LARGE, and what `parseManifest` throws.
*/
async function collectArtifact(root, find) {
	const seen = /* @__PURE__ */ new Map();
	await collectBelow(root, {
		root,
		find,
		seen
	}, 1);
	return {
		root,
		children: [...seen.values()]
	};
}
async function collectBelow(parent, walk, depth) {
	const descriptors = listChildren(parent);
	if (descriptors.length > 0 && depth > maxIndexDepth) throw tooLarge(walk.root, `indexes nest deeper than ${maxIndexDepth}`);
	for (const descriptor of descriptors) {
		const known = walk.seen.get(descriptor.digest);
		const child = known ?? await readChild(parent, descriptor, walk.find);
		assertMatches(parent, descriptor, child);
		if (known !== void 0) continue;
		walk.seen.set(child.digest, child);
		if (walk.seen.size > 50) throw tooLarge(walk.root, `it has more than ${50} manifests`);
		await collectBelow(child, walk, depth + 1);
	}
}
async function readChild(parent, descriptor, find) {
	if (!isImageMediaType(descriptor.mediaType) && !isIndexMediaType(descriptor.mediaType)) throw new UserError("IMAGE_MANIFEST_UNSUPPORTED", {
		subject: descriptor.digest,
		reason: `the index ${parent.digest} names it as a manifest of an unknown media type`
	});
	const child = await find(descriptor.digest);
	if (child !== void 0) return child;
	throw new UserError("IMAGE_CHILD_MISSING", {
		subject: descriptor.digest,
		reason: `the index ${parent.digest} names it${renderPlatform$1(descriptor)}`
	});
}
function assertMatches(parent, descriptor, child) {
	const reason = explainMismatch(descriptor, child);
	if (reason === void 0) return;
	throw new UserError("IMAGE_CHILD_MISMATCH", {
		subject: descriptor.digest,
		reason: `${reason} (index ${parent.digest})`
	});
}
function explainMismatch(descriptor, child) {
	if (child.digest !== descriptor.digest) return `the registry answered ${child.digest}`;
	if (child.digest.startsWith("sha256:") && computeDigest(child.bytes) !== child.digest) return "its bytes have another digest";
	if (child.bytes.length !== descriptor.size) return `it has ${child.bytes.length} bytes, the index says ${descriptor.size}`;
	if (child.mediaType !== descriptor.mediaType) return `it is ${child.mediaType}, the index says ${descriptor.mediaType}`;
}
function renderPlatform$1({ platform }) {
	if (platform === void 0) return "";
	const variant = platform.variant === void 0 ? "" : `/${platform.variant}`;
	return ` for ${platform.os}/${platform.architecture}${variant}`;
}
function tooLarge(root, reason) {
	return new UserError("IMAGE_INDEX_TOO_LARGE", {
		subject: root.digest,
		reason
	});
}

// lib/domain/artifact/images.ts
const inTotoType = "application/vnd.in-toto+json";
/** Tells the images of an artifact from what its builder says about them. */
function listImages({ root, children }) {
	const manifests = [root, ...children];
	const names = listNames(manifests);
	const parsed = manifests.filter(({ mediaType }) => isImageMediaType(mediaType)).map(parseImage);
	return {
		images: parsed.filter(({ content }) => !isAttestation(content)).map((each) => ({
			...each,
			platform: names.get(each.manifest.digest) ?? "unknown"
		})),
		others: parsed.filter(({ content }) => isAttestation(content)).map(({ manifest }) => manifest.digest)
	};
}
function parseImage(manifest) {
	const content = parseManifest(manifest);
	if (content.kind === "image") return {
		manifest,
		content
	};
	throw new TypeError(`${manifest.digest} has the media type of an image and the body of an index`);
}
function isAttestation({ layers }) {
	return layers.length > 0 && layers.every(({ mediaType }) => mediaType === inTotoType);
}
function listNames(manifests) {
	const descriptors = manifests.flatMap((manifest) => {
		const content = parseManifest(manifest);
		return content.kind === "index" ? content.manifests : [];
	});
	return new Map(descriptors.flatMap(({ digest, platform }) => platform === void 0 ? [] : [[digest, renderPlatform(platform)]]));
}
function renderPlatform({ os, architecture, variant }) {
	return [
		os,
		architecture,
		...variant === void 0 ? [] : [variant]
	].join("/");
}

export { collectArtifact, descriptorSchema, isImageMediaType, listChildren, listImages, manifestMediaTypes, maxManifestBytes, mediaTypes, parseManifest };