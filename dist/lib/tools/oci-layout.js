import { explainDisk, findErrorCode, mapBounded } from "../base.js";
import { ExternalError, UserError } from "../base/errors.js";
import { contentsFile, findDatabase, listBlobs, parseContents, readImage, renderContents, renderLayout } from "../domain/scanning.js";
import { digestHex, formatImageReference } from "../domain/image.js";
import { maxManifestBytes } from "../domain/artifact.js";
import { constants, createWriteStream } from "node:fs";
import { dirname, join } from "node:path";
import { lstat, mkdir, open, readFile, readdir, rename, rm, statfs, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";

// lib/tools/oci-layout/paths.ts
/** Path of a blob inside an OCI layout (image-spec 1.1, image-layout.md, "Blobs"). */
function blobPath(digest) {
	return join("blobs", digest.slice(0, digest.indexOf(":")), digestHex(digest));
}

// lib/tools/oci-layout/save.ts
/**
* Streams a blob into a file, hashed on the way. The file has its name only once it is whole.
* Throws SCAN_IMAGE_NOT_FOUND, SCAN_IMAGE_UNSUPPORTED, SCAN_DISK_FULL and what the source throws.
*/
async function saveBlob({ shelf, repository }, blob, file) {
	const subject = `${repository}@${blob.digest}`;
	const part = `${file}.part`;
	let size = 0;
	const sink = async (pieces) => {
		size = 0;
		const count = async function* () {
			for await (const piece of pieces) {
				size += piece.length;
				yield piece;
			}
		};
		await pipeline(count(), createWriteStream(part, { mode: 384 }));
	};
	try {
		await mkdir(dirname(file), { recursive: true });
		if (!await shelf.streamBlob(repository, blob.digest, {
			maxBytes: blob.size,
			sink
		})) throw gone(subject);
		if (size !== blob.size) throw refuse(subject, `it has ${size} bytes, the manifest says ${blob.size}`);
		await rename(part, file);
	} catch (error) {
		await rm(part, { force: true });
		throw explainDisk(error, dirname(file));
	}
}
/** Throws SCAN_DISK_FULL when the file system of a folder has less room than that. */
async function assertSpace(folder, bytes) {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= bytes) return;
	throw new UserError("SCAN_DISK_FULL", {
		subject: folder,
		reason: `${formatMegabytes(bytes)} are needed, ${formatMegabytes(free)} are free`
	});
}
/** `12 MB`, rounded up. */
function formatMegabytes(bytes) {
	return `${Math.ceil(bytes / 1e6)} MB`;
}
function gone(subject) {
	return new UserError("SCAN_IMAGE_NOT_FOUND", {
		subject,
		reason: "the registry has no such layer"
	});
}
function refuse(subject, reason) {
	return new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject,
		reason
	});
}

// lib/tools/oci-layout/pull.ts
/** The largest configuration that is read. */
const maxConfigBytes = 8388608;
/** Pulls one platform into an OCI layout of its own, each blob hashed again; answers its configuration. */
async function pullPlatform(folder, { manifest, content }, source) {
	const { config } = content;
	if (config.size > maxConfigBytes) throw tooLarge(source.repository, config);
	const blobs = new Map([config, ...content.layers].map((blob) => [blob.digest, blob]));
	await mkdir(folder, { recursive: true });
	await assertSpace(folder, [...blobs.values()].reduce((sum, { size }) => sum + size, 0));
	for (const blob of blobs.values()) await saveBlob(source, blob, join(folder, blobPath(blob.digest)));
	await writeIn(folder, blobPath(manifest.digest), manifest.bytes);
	for (const [name, text] of renderLayout([manifest])) await writeIn(folder, name, text);
	return readFile(join(folder, blobPath(config.digest)), "utf8");
}
/** Writes a small file below a folder. */
async function writeIn(folder, path, content) {
	const file = join(folder, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, content, { mode: 384 });
}
function tooLarge(repository, { digest, size }) {
	return new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject: `${repository}@${digest}`,
		reason: `its configuration has ${size} bytes, at most ${maxConfigBytes} are read`
	});
}

// lib/tools/oci-layout/read.ts
/** What reading a blob came to, when not to the blob. */
var WrongBlob = class extends Error {};
/** The pieces of a file that is named by its digest; ends with {@link WrongBlob} when it has another. */
async function* readPieces(folder, digest) {
	const [algorithm = "sha256", hex] = digest.split(":");
	const hash = createHash(algorithm);
	const handle = await open(join(folder, blobPath(digest)), constants.O_RDONLY | constants.O_NOFOLLOW);
	for await (const piece of handle.createReadStream()) {
		const bytes = Buffer.from(piece);
		hash.update(bytes);
		yield bytes;
	}
	const actual = hash.digest("hex");
	if (actual !== hex) throw new WrongBlob(`its bytes have the digest ${algorithm}:${actual}`);
}
/** Whether a file has the digest of its name. */
async function isWhole(folder, digest) {
	try {
		for await (const piece of readPieces(folder, digest));
		return true;
	} catch (error) {
		if (error instanceof WrongBlob) return false;
		throw error;
	}
}

// lib/tools/oci-layout/walk.ts
/** More is nothing that we wrote. */
const maxFiles = 2e4;
const maxDepth = 4;
/** Everything below a folder that is no folder itself; links are not followed. Empty where there is no folder. */
async function listFiles(folder) {
	const found = [];
	await walk(folder, "", found);
	return found;
}
async function walk(folder, below, found) {
	for (const name of await readNames(join(folder, below))) {
		const path = join(below, name);
		const entry = await lstat(join(folder, path));
		const isDeep = path.split("/").length > maxDepth;
		if (entry.isDirectory() && !isDeep) await walk(folder, path, found);
		else found.push({
			path,
			kind: entry.isFile() ? "file" : "other",
			size: entry.size
		});
		if (found.length > maxFiles) return;
	}
}
async function readNames(folder) {
	try {
		return (await readdir(folder)).sort();
	} catch (error) {
		if (findErrorCode(error) === "ENOENT") return [];
		throw error;
	}
}

// lib/tools/oci-layout/fill.ts
const parallelPulls = 4;
const ownFile = /^(?:oci-layout|index\.json|lazaret-fetch\.json(?:\.part)?|blobs\/(?:sha256|sha512)\/[0-9a-f]+(?:\.part)?)$/;
/**
* Makes a folder hold exactly these contents. Whole files of an earlier run stay, the rest of it is removed; the list of
* contents comes last, so that a folder with one is complete. Throws SCAN_FOLDER_FOREIGN and SCAN_DISK_FULL.
*/
async function fillFolder(folder, filling, shelf) {
	const { contents, manifests, roots } = filling;
	const found = await listOwn(folder);
	await rm(join(folder, contentsFile), { force: true });
	const kept = await keepWhole(folder, found, contents.blobs);
	const missing = contents.blobs.filter(({ descriptor }) => !kept.has(blobPath(descriptor.digest)));
	try {
		await mkdir(folder, { recursive: true });
		await assertSpace(folder, sumSizes(missing));
		await mapBounded(missing, parallelPulls, (blob) => bring(folder, blob, manifests, shelf));
		for (const [name, text] of renderLayout(roots)) await writeIn(folder, name, text);
		await writeIn(folder, `${contentsFile}.part`, renderContents(contents));
		await rename(join(folder, `${contentsFile}.part`), join(folder, contentsFile));
	} catch (error) {
		throw explainDisk(error, folder);
	}
	return {
		bytes: sumSizes(contents.blobs),
		reused: kept.size
	};
}
/** Sum of the sizes that the descriptors tell. */
function sumSizes(blobs) {
	return blobs.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
}
async function listOwn(folder) {
	const found = await listFiles(folder);
	const foreign = found.find(({ path, kind }) => kind !== "file" || !ownFile.test(path));
	if (foreign === void 0) return found;
	throw new UserError("SCAN_FOLDER_FOREIGN", {
		subject: folder,
		reason: `it has "${foreign.path}"`
	});
}
async function keepWhole(folder, found, blobs) {
	const wanted = new Map(blobs.map(({ descriptor }) => [blobPath(descriptor.digest), descriptor]));
	const kept = /* @__PURE__ */ new Set();
	for (const { path, size } of found) {
		const descriptor = wanted.get(path);
		if (descriptor?.size === size && await isWhole(folder, descriptor.digest)) kept.add(path);
		else await rm(join(folder, path), { force: true });
	}
	return kept;
}
async function bring(folder, { repository, descriptor }, manifests, shelf) {
	const path = blobPath(descriptor.digest);
	const manifest = manifests.find(({ digest }) => digest === descriptor.digest);
	if (manifest === void 0) await saveBlob({
		shelf,
		repository
	}, descriptor, join(folder, path));
	else await writeIn(folder, path, manifest.bytes);
}

// lib/tools/oci-layout/list.ts
const maxContentsBytes = 4194304;
const fixedFiles = [
	"oci-layout",
	"index.json",
	contentsFile
];
/** The list of a folder, whose files are plain, of the listed sizes, and no others. Throws SCAN_LAYOUT_INVALID. */
async function readContents(folder) {
	const found = new Map((await listFiles(folder)).map((file) => [file.path, file]));
	const odd = [...found.values()].find(({ kind }) => kind !== "file");
	if (odd !== void 0) throw invalid(folder, `"${odd.path}" is no plain file`);
	const contents = await readList(folder, found.get(contentsFile));
	assertListed(folder, contents, found);
	return contents;
}
/** A folder that is not what fetch-image wrote. */
function invalid(folder, reason) {
	return new UserError("SCAN_LAYOUT_INVALID", {
		subject: folder,
		reason
	});
}
async function readList(folder, list) {
	if (list === void 0) throw invalid(folder, `it has no ${contentsFile}: the fetch did not end`);
	if (list.size > maxContentsBytes) throw invalid(folder, `its ${contentsFile} has ${list.size} bytes`);
	const checked = parseContents(await readFile(join(folder, contentsFile), "utf8"));
	if (checked.ok) return checked.value;
	throw invalid(folder, `${contentsFile}: ${checked.problems.slice(0, 3).join("; ")}`);
}
function assertListed(folder, { blobs }, found) {
	const names = new Set(fixedFiles);
	for (const { descriptor } of blobs) {
		const path = blobPath(descriptor.digest);
		names.add(path);
		const size = found.get(path)?.size;
		if (size === void 0) throw invalid(folder, `"${path}" is missing`);
		if (size !== descriptor.size) throw invalid(folder, `"${path}" has ${size} bytes, not ${descriptor.size}`);
	}
	const extra = [...found.keys()].find((path) => !names.has(path));
	if (extra !== void 0) throw invalid(folder, `"${extra}" is not in its list`);
}

// lib/tools/oci-layout/open.ts
/**
* Opens a folder that fetch-image wrote, as if it were the registry. Its list is believed in nothing: only what follows
* from the two digests by hashing is read, and nothing else may lie there. Throws SCAN_LAYOUT_* codes.
*/
async function openFolder(folder, expected) {
	const contents = await readContents(folder);
	assertExpected(folder, contents, expected);
	const shelf = createShelf(folder, contents);
	const scanned = await readImage(expected.image, shelf);
	const database = await findDatabase(expected.database, shelf);
	assertSame(folder, contents.blobs, listBlobs(scanned, database));
	return shelf;
}
function assertExpected(folder, contents, { image, database }) {
	const { registry } = contents.image;
	const pairs = [[contents.image, image], [contents.database, {
		...database,
		registry: void 0
	}]];
	for (const [held, asked] of pairs) {
		if (held.registry === (asked.registry ?? registry) && held.repository === asked.repository && held.digest === asked.digest) continue;
		const name = `${asked.repository}@${asked.digest ?? ""}`;
		throw new UserError("SCAN_LAYOUT_MISMATCH", {
			subject: folder,
			reason: `it holds ${formatImageReference(held)}, not ${name}`
		});
	}
}
function createShelf(folder, { image, blobs }) {
	const held = new Map(blobs.map((blob) => [blob.descriptor.digest, blob]));
	const find = (digest) => {
		const blob = held.get(digest);
		if (blob === void 0) throw invalid(folder, `it lacks ${digest}`);
		return blob;
	};
	return {
		registry: image.registry,
		findDigest: (repository) => Promise.resolve(repository === image.repository ? image.digest : void 0),
		findManifest: (_repository, digest) => readManifest(folder, find(digest)),
		streamBlob: async (_repository, digest, { maxBytes, sink }) => {
			const { descriptor } = find(digest);
			if (descriptor.size > maxBytes) throw invalid(folder, `${digest} has ${descriptor.size} bytes`);
			await sink(explain(readPieces(folder, digest), digest));
			return true;
		}
	};
}
async function readManifest(folder, { descriptor }) {
	const { mediaType, digest, size } = descriptor;
	if (size > 4194304) throw invalid(folder, `the manifest ${digest} has ${size} bytes`);
	const pieces = [];
	for await (const piece of explain(readPieces(folder, digest), digest)) pieces.push(piece);
	return {
		mediaType,
		digest,
		bytes: Buffer.concat(pieces)
	};
}
async function* explain(pieces, digest) {
	try {
		yield* pieces;
	} catch (error) {
		if (!(error instanceof WrongBlob)) throw error;
		throw new ExternalError("SCAN_LAYOUT_TAMPERED", {
			subject: digest,
			reason: error.message,
			cause: error,
			system: "workflow artifact",
			operation: "read"
		});
	}
}
function assertSame(folder, listed, needed) {
	const wanted = new Set(needed.map(({ descriptor }) => descriptor.digest));
	const extra = listed.find(({ descriptor }) => !wanted.has(descriptor.digest));
	if (extra === void 0) return;
	throw invalid(folder, `${extra.descriptor.digest} belongs neither to the image nor to the database`);
}

export { fillFolder, formatMegabytes, openFolder, pullPlatform, sumSizes };