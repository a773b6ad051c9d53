import { formatTime, renderCanonicalJson } from "../base.js";
import { ExternalError } from "../base/errors.js";
import { mediaTypes, parseManifest } from "./artifact.js";
import { computeDigest } from "./image.js";
import { parseEpss, parseKev } from "./gate.js";

// lib/domain/snapshot/kinds.ts
/** A file of more is not kept; CISA's has about 1.5 MB, the scores about 10 MB. */
const maxSnapshotBytes = 67108864;
/** The snapshots that the gate looks things up in. */
const snapshotKinds = {
	/** https://www.cisa.gov/known-exploited-vulnerabilities-catalog */
	kev: {
		name: "kev",
		artifactType: "application/vnd.lazaret.kev.v1",
		layerType: "application/json",
		title: "known_exploited_vulnerabilities.json",
		source: "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json",
		readDate: (text) => toDate(parseKev(text))
	},
	/** https://www.first.org/epss/data_stats */
	epss: {
		name: "epss",
		artifactType: "application/vnd.lazaret.epss.v1",
		layerType: "text/csv",
		title: "epss_scores.csv",
		source: "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz",
		readDate: (text) => toDate(parseEpss(text))
	}
};
function toDate(parsed) {
	if (!parsed.ok) return { problem: parsed.detail };
	const { date } = parsed.value;
	return Number.isFinite(date) ? { date } : { problem: "it does not say when it was made" };
}

// lib/domain/snapshot/artifact.ts
const emptyConfig = new TextEncoder().encode("{}");
const createdKey = "org.opencontainers.image.created";
/** Makes the artifact of a file that was read already; `date` is the file's own. */
function buildSnapshot(kind, content, date) {
	const { artifactType, layerType, title, source } = kind;
	const body = {
		schemaVersion: 2,
		mediaType: mediaTypes.ociManifest,
		artifactType,
		config: describe("application/vnd.oci.empty.v1+json", emptyConfig),
		layers: [{
			...describe(layerType, content),
			annotations: { "org.opencontainers.image.title": title }
		}],
		annotations: {
			[createdKey]: formatTime(date),
			"org.opencontainers.image.source": source
		}
	};
	const bytes = new TextEncoder().encode(renderCanonicalJson(body));
	return {
		manifest: {
			mediaType: mediaTypes.ociManifest,
			digest: computeDigest(bytes),
			bytes
		},
		config: emptyConfig,
		content,
		tags: [formatTime(date).slice(0, 10), "latest"]
	};
}
/** The layer of a snapshot's manifest. Throws SNAPSHOT_MALFORMED, and what `parseManifest` throws. */
function readSnapshot(kind, manifest) {
	const content = parseManifest(manifest);
	if (content.kind !== "image" || content.artifactType !== kind.artifactType) throw malformed(manifest.digest, `it is not of the type ${kind.artifactType}`);
	const [layer, ...more] = content.layers;
	if (layer?.mediaType !== kind.layerType || more.length > 0) throw malformed(manifest.digest, `it has not exactly one layer of the type ${kind.layerType}`);
	if (layer.size > 67108864) throw malformed(manifest.digest, `its file has ${layer.size} bytes`);
	const date = Date.parse(content.annotations[createdKey] ?? "");
	if (!Number.isFinite(date)) throw malformed(manifest.digest, `it has no annotation ${createdKey}`);
	return {
		layer,
		date
	};
}
function describe(mediaType, bytes) {
	return {
		mediaType,
		digest: computeDigest(bytes),
		size: bytes.length
	};
}
function malformed(subject, reason) {
	return new ExternalError("SNAPSHOT_MALFORMED", {
		subject,
		reason,
		system: "registry",
		operation: "read"
	});
}

export { buildSnapshot, maxSnapshotBytes, readSnapshot, snapshotKinds };