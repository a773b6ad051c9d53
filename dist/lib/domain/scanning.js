import { formatImageReference, isDigest, parseDigest, parsePinnedImage, parseRepository, parseTag, pinImage } from "./image.js";
import { array, custom, isoTimestamp, literal, maxLength, minValue, number, pipe, rawTransform, safeInteger, strictObject, string } from "../../vendor/valibot.js";
import { checkJson, formatTime } from "../base.js";
import { renderCanonical } from "./report.js";
import { ExternalError, UserError } from "../base/errors.js";
import { collectArtifact, listImages, mediaTypes, parseManifest } from "./artifact.js";

// lib/domain/scanning/age.ts
/** Whether the database is too old or from the future, as reasons of the report. */
function judgeAge(database, now, maxAgeMs) {
	const subject = formatImageReference(database.image);
	const age = now - database.updatedAt;
	const hours = Math.floor(age / 36e5);
	if (age > maxAgeMs) return [{
		code: "SCAN_DATABASE_STALE",
		subject,
		reason: `it was made ${hours} h ago`
	}];
	if (age < -3e5) return [{
		code: "SCAN_DATABASE_FUTURE",
		subject,
		reason: `it will be made in ${-hours} h`
	}];
	return [];
}

// lib/domain/scanning/contents.ts
/** Name of the list of contents in the folder that fetch-image writes. */
const contentsFile = "lazaret-fetch.json";
const maxBlobs = 1e4;
const blobSchema = strictObject({
	repository: string(),
	mediaType: string(),
	digest: custom((value) => typeof value === "string" && isDigest(value), "no digest"),
	size: pipe(number(), safeInteger(), minValue(0))
});
const pinned = pipe(string(), rawTransform(({ dataset, addIssue, NEVER }) => {
	try {
		return parsePinnedImage(dataset.value);
	} catch {
		addIssue({ message: "no pinned image" });
		return NEVER;
	}
}));
const contentsSchema = strictObject({
	kind: literal("lazaret-fetch"),
	version: literal(1),
	image: pinned,
	database: pinned,
	fetchedAt: pipe(string(), isoTimestamp()),
	blobs: pipe(array(blobSchema), maxLength(maxBlobs))
});
/** Everything that a scan of all platforms reads, each digest once: manifests, configurations, layers, database. */
function listBlobs(scanned, database) {
	const { root, children, platforms, image } = scanned;
	const ofImage = [...[root, ...children].map(describe), ...platforms.flatMap(({ content }) => [content.config, ...content.layers])];
	const ofDatabase = [
		describe(database.manifest),
		database.config,
		database.layer
	];
	const all = [...ofImage.map((descriptor) => ({
		repository: image.repository,
		descriptor
	})), ...ofDatabase.map((descriptor) => ({
		repository: database.image.repository,
		descriptor
	}))];
	return [...new Map(all.map((blob) => [blob.descriptor.digest, blob])).values()];
}
/** The list as JSON, the same for the same contents. */
function renderContents({ image, database, fetchedAt, blobs }) {
	return renderCanonical({
		kind: "lazaret-fetch",
		version: 1,
		image: formatImageReference(image),
		database: formatImageReference(database),
		fetchedAt: formatTime(fetchedAt),
		blobs: blobs.map(({ repository, descriptor: { mediaType, digest, size } }) => ({
			repository,
			mediaType,
			digest,
			size
		}))
	});
}
/** Reads the list, or says what is wrong with it. */
function parseContents(text) {
	const checked = checkJson(contentsSchema, text);
	if (!checked.ok) return checked;
	const { image, database, fetchedAt, blobs } = checked.value;
	return {
		ok: true,
		value: {
			image,
			database,
			fetchedAt: Date.parse(fetchedAt),
			blobs: blobs.map(({ repository, ...descriptor }) => ({
				repository,
				descriptor
			}))
		}
	};
}
function describe({ mediaType, digest, bytes }) {
	return {
		mediaType,
		digest,
		size: bytes.length
	};
}

// lib/domain/scanning/database.ts
const layerType = "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip";
const maxLayerBytes = 1073741824;
/** Resolves the database to a digest, once, and reads its manifest. Throws SCAN_DATABASE_* codes. */
async function findDatabase(place, shelf) {
	const image = await resolve(place, shelf);
	const manifest = await shelf.findManifest(image.repository, image.digest);
	if (manifest === void 0) throw notFound(formatImageReference(image), "the registry has no such manifest");
	const content = parseManifest(manifest);
	const [layer, ...more] = content.kind === "image" ? content.layers : [];
	if (content.kind !== "image" || layer?.mediaType !== layerType || more.length > 0) throw malformedDatabase(image, `it has not exactly one layer of the type ${layerType}`);
	if (layer.size > maxLayerBytes) throw malformedDatabase(image, `its layer has ${layer.size} bytes`);
	return {
		image,
		manifest,
		config: content.config,
		layer
	};
}
/** A database that is not what Trivy publishes. */
function malformedDatabase(image, reason, cause) {
	return new ExternalError("SCAN_DATABASE_MALFORMED", {
		system: "registry",
		operation: "unpack the database",
		subject: formatImageReference(image),
		reason,
		cause
	});
}
async function resolve(place, shelf) {
	const { repository, tag } = place;
	const digest = place.digest ?? (tag === void 0 ? void 0 : await shelf.findDigest(repository, tag));
	if (digest !== void 0) return pinImage({
		registry: shelf.registry,
		repository
	}, digest);
	throw notFound(`${shelf.registry}/${repository}:${tag ?? ""}`, "the registry has no such tag");
}
function notFound(subject, reason) {
	return new UserError("SCAN_DATABASE_NOT_FOUND", {
		subject,
		reason
	});
}

// lib/domain/scanning/image.ts
/** Resolves the image once and reads the manifests of all its platforms. Throws SCAN_IMAGE_* and IMAGE_* codes. */
async function readImage(requested, registry) {
	const image = await pin(requested, registry);
	const { repository, digest } = image;
	const find = (wanted) => registry.findManifest(repository, wanted);
	const root = await find(digest);
	if (root === void 0) throw new UserError("SCAN_IMAGE_NOT_FOUND", {
		subject: formatImageReference(image),
		reason: "the registry has no such manifest"
	});
	const { children } = await collectArtifact(root, find);
	const { images: platforms, others: notScanned } = listImages({
		root,
		children
	});
	if (platforms.length === 0) throw new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject: formatImageReference(image),
		reason: "it has no image for any platform"
	});
	return {
		image,
		root,
		children,
		platforms,
		notScanned
	};
}
async function pin(requested, { registry, findDigest }) {
	const { repository, tag, digest } = requested;
	if (requested.registry !== void 0 && requested.registry !== registry) throw new UserError("SCAN_IMAGE_WRONG_REGISTRY", {
		subject: `${requested.registry}/${repository}`,
		reason: `the registry of this step is ${registry}`
	});
	const found = tag === void 0 ? digest : await findDigest(repository, tag);
	if (found === digest) return pinImage({
		registry,
		repository
	}, digest);
	throw new UserError("SCAN_IMAGE_TAG_MOVED", {
		subject: `${registry}/${repository}:${tag ?? ""}`,
		reason: found === void 0 ? `it is gone; it was ${digest}` : `it points at ${found}, not at ${digest}`
	});
}

// lib/domain/scanning/layout.ts
/** The files that make a folder of blobs an OCI layout of these images (image-spec 1.1, image-layout.md). */
function renderLayout(manifests) {
	const index = {
		schemaVersion: 2,
		mediaType: mediaTypes.ociIndex,
		manifests: manifests.map(({ mediaType, digest, bytes }) => ({
			mediaType,
			digest,
			size: bytes.length
		}))
	};
	return /* @__PURE__ */ new Map([["oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"], ["index.json", JSON.stringify(index)]]);
}

// lib/domain/scanning/place.ts
/** Where the database is when nobody says otherwise. */
const defaultDatabase = "tools/trivy-db:2";
/** A database by its place in the registry of the image. */
const databaseNotation = {
	form: "`repository:tag` or `repository@sha256:…`",
	parse: parseDatabase
};
/** `tools/trivy-db:2`, or the same with a digest. Throws IMAGE_* codes. */
function parseDatabase(text) {
	const [name = "", digest] = text.split("@", 2);
	const colon = name.lastIndexOf(":");
	const tag = colon < 0 ? void 0 : parseTag(name.slice(colon + 1));
	const repository = parseRepository(colon < 0 ? name : name.slice(0, colon));
	if (digest === void 0) return {
		repository,
		tag: tag ?? defaultTag,
		digest: void 0
	};
	return {
		repository,
		tag,
		digest: parseDigest(digest)
	};
}
/** The major version of the database's schema: https://github.com/aquasecurity/trivy-db */
const defaultTag = "2";

export { contentsFile, databaseNotation, defaultDatabase, findDatabase, judgeAge, listBlobs, malformedDatabase, parseContents, readImage, renderContents, renderLayout };