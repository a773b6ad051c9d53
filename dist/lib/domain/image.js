import { UserError } from "../base/errors.js";
import { createHash } from "node:crypto";

// lib/domain/image/quote.ts
const maxQuotedCharacters = 300;
/** Foreign text made fit for a message: one line, no control characters, bounded length. */
function quote(text) {
	const line = text.replace(/\p{C}/gu, "�");
	return line.length <= maxQuotedCharacters ? line : `${line.slice(0, maxQuotedCharacters)}…`;
}

// lib/domain/image/azure.ts
const suffixes = [
	".azurecr.io",
	".azurecr.us",
	".azurecr.cn"
];
const idPattern = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerRegistry\/registries\/([^/]+)$/i;
const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A registry by its ARM resource id. */
const registryIdNotation = {
	form: "`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`",
	parse: parseRegistryId
};
/** Whether the host is a login server of Azure Container Registry, in any of its clouds. */
function isAzureRegistry(host) {
	const name = host.toLowerCase();
	return suffixes.some((suffix) => name.endsWith(suffix) && name.length > suffix.length);
}
/** The ARM resource id of a registry, in parts; throws IMAGE_REGISTRY_ID_INVALID with what is wrong. */
function parseRegistryId(text) {
	const [, subscriptionId = "", resourceGroup = "", name = ""] = idPattern.exec(text) ?? [];
	const reason = explain$1(subscriptionId, resourceGroup, name);
	if (reason === void 0) return {
		id: text,
		subscriptionId,
		resourceGroup,
		name
	};
	throw new UserError("IMAGE_REGISTRY_ID_INVALID", {
		subject: quote(text),
		reason
	});
}
function explain$1(subscriptionId, resourceGroup, name) {
	if (name === "") return "it is no id of a Microsoft.ContainerRegistry/registries resource";
	if (!guidPattern.test(subscriptionId)) return "the subscription is no GUID";
	if (!/^[-\w.()\p{L}\p{N}]{1,90}$/u.test(resourceGroup) || resourceGroup.endsWith(".")) return "the resource group has a name that ARM does not allow";
	if (!/^[a-zA-Z0-9]{5,50}$/.test(name)) return "the registry name is not 5 to 50 letters and digits";
}

// lib/domain/image/digest.ts
const hexLength = /* @__PURE__ */ new Map([["sha256", 64], ["sha512", 128]]);
/** Text to digest; anything but a complete lower-case SHA-256 or SHA-512 digest throws IMAGE_DIGEST_INVALID. */
function parseDigest(text) {
	if (isDigest(text)) return text;
	throw new UserError("IMAGE_DIGEST_INVALID", {
		subject: quote(text),
		reason: explain(text)
	});
}
/** Whether the text is a complete digest. */
function isDigest(text) {
	const match = /^(sha256|sha512):([a-f0-9]+)$/.exec(text);
	return match?.[0] === text && hexLength.get(match[1] ?? "") === match[2]?.length;
}
/** The SHA-256 digest of some bytes. */
function computeDigest(bytes) {
	return parseDigest(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
}
/** `sha256:0123456789ab`, for the second and later mention in a log. */
function shortenDigest(digest) {
	return digest.slice(0, digest.indexOf(":") + 13);
}
/** The hex digits alone, e.g. for a tag name. */
function digestHex(digest) {
	return digest.slice(digest.indexOf(":") + 1);
}
function explain(text) {
	const colon = text.indexOf(":");
	if (colon < 0) return "it has no algorithm before a colon";
	const algorithm = text.slice(0, colon);
	const length = hexLength.get(algorithm);
	if (length === void 0) return `the algorithm "${quote(algorithm)}" is neither sha256 nor sha512`;
	const hex = text.slice(colon + 1);
	if (/[^a-f0-9]/.test(hex)) return "it holds something other than lower-case hex digits";
	return `it has ${hex.length} hex digits, ${algorithm} has ${length}`;
}

// lib/domain/image/names.ts
const componentPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/;
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const addressPattern = /^\[[a-f0-9:]+\]$/;
/** Longest tag (distribution-spec 1.1: one character and up to 127 more). */
const maxTagCharacters = 128;
/** Longest `registry/repository` (distribution-spec 1.1: the limit that many clients impose on the concatenation). */
const maxNameCharacters = 255;
/** Why the text is no repository, or undefined when it is one. */
function explainRepository(repository) {
	if (repository === "") return "the repository is missing";
	if (repository.length > 255) return `the repository is longer than ${255} characters`;
	for (const component of repository.split("/")) {
		const reason = explainComponent(component);
		if (reason !== void 0) return reason;
	}
}
function explainComponent(component) {
	if (componentPattern.test(component) && !component.includes("\n")) return void 0;
	if (component === "") return "the repository has an empty path component";
	if (component === "." || component === "..") return `the repository has the path component "${component}"`;
	if (/[A-Z]/.test(component)) return "the repository has upper-case letters; registries accept lower case only";
	if (/^[._-]|[._-]$/.test(component)) return "a path component of the repository begins or ends with \".\", \"_\" or \"-\"";
	if (/[^a-z0-9._-]/.test(component)) return "the repository has characters other than a-z, 0-9, \".\", \"_\", \"-\" and \"/\"";
	return "the repository has a run of separators that is none of \".\", \"_\", \"__\" and \"-\"";
}
/** Why the text is no tag, or undefined when it is one. */
function explainTag(tag) {
	if (tag === "") return "the tag after \":\" is missing";
	if (tag.length > 128) return `the tag is longer than ${128} characters`;
	if (tagPattern.test(tag) && !tag.includes("\n")) return void 0;
	if (/^[.-]/.test(tag)) return "the tag begins with \".\" or \"-\"";
	return "the tag has characters other than letters, digits, \".\", \"_\" and \"-\"";
}
/** Why the text is no registry host (lower case, optional port), or undefined when it is one. */
function explainRegistry(registry) {
	if (registry === "") return "the registry is missing";
	const [, host = registry, port] = /^(.*):(\d*)$/.exec(registry) ?? [];
	if (!isHost(host)) return "the registry is no host name";
	if (port !== void 0 && !isPort(port)) return "the port of the registry is no number from 1 to 65535";
}
function isHost(host) {
	if (host.length > 255 || host.includes("\n")) return false;
	return hostPattern.test(host) || addressPattern.test(host);
}
function isPort(port) {
	return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535;
}

// lib/domain/image/reference.ts
const maxReferenceCharacters = 520;
/** Text to image reference by the grammar of the OCI distribution specification 1.1; throws IMAGE_REFERENCE_INVALID. */
function parseImageReference(text, options = {}) {
	if (text.length > maxReferenceCharacters) throw refuse(text, "it is longer than any image reference");
	const { name, tag, digest } = split(text);
	const { registry, repository } = splitName(text, name, options);
	const reason = explainRegistry(registry) ?? explainRepository(repository) ?? explainLength(registry, repository) ?? (tag === void 0 ? void 0 : explainTag(tag));
	if (reason !== void 0) throw refuse(text, reason);
	return {
		registry,
		repository,
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest: parseDigest(digest) }
	};
}
/** Like {@link parseImageReference}, and IMAGE_NOT_PINNED when there is no digest. */
function parsePinnedImage(text, options = {}) {
	const reference = parseImageReference(text, options);
	if (isPinned(reference)) return reference;
	throw new UserError("IMAGE_NOT_PINNED", {
		subject: quote(text),
		reason: "it has no digest"
	});
}
/** A repository of a registry that is known otherwise. */
const repositoryNotation = {
	form: "a repository path such as `workload/chain-api`",
	parse: parseRepository
};
/** A repository path such as `workload/chain-api`, without registry, tag and digest. */
function parseRepository(text) {
	const reason = explainRepository(text);
	if (reason === void 0) return text;
	throw refuse(text, reason);
}
/** A tag such as `v1.2.3`. */
function parseTag(text) {
	const reason = explainTag(text);
	if (reason === void 0) return text;
	throw refuse(text, reason);
}
/** `registry/repository[:tag][@digest]`; the inverse of {@link parseImageReference}. */
function formatImageReference(image) {
	const tag = image.tag === void 0 ? "" : `:${image.tag}`;
	const digest = image.digest === void 0 ? "" : `@${image.digest}`;
	return `${image.registry}/${image.repository}${tag}${digest}`;
}
/** Whether the reference carries a digest. */
function isPinned(image) {
	return image.digest !== void 0;
}
/** The same image with a digest; the tag is dropped, since it may move away from the digest. */
function pinImage(image, digest) {
	return {
		registry: image.registry,
		repository: image.repository,
		digest
	};
}
function split(text) {
	const at = text.indexOf("@");
	const head = at < 0 ? text : text.slice(0, at);
	const digest = at < 0 ? void 0 : text.slice(at + 1);
	const colon = head.indexOf(":", head.lastIndexOf("/") + 1);
	if (colon < 0) return {
		name: head,
		tag: void 0,
		digest
	};
	return {
		name: head.slice(0, colon),
		tag: head.slice(colon + 1),
		digest
	};
}
function splitName(text, name, options) {
	if (/:\/\//.test(text)) throw refuse(text, "it is a URL; leave out the scheme");
	const slash = name.indexOf("/");
	const first = slash < 0 ? "" : name.slice(0, slash);
	if (isRegistry(first)) return expandDockerHub(first.toLowerCase(), name.slice(slash + 1), options);
	if (options.isDockerShorthandAllowed === true) return expandDockerHub("docker.io", name, options);
	throw refuse(text, "it names no registry");
}
function isRegistry(first) {
	return /[.:]/.test(first.replace(/^\.+$/, "")) || first === "localhost";
}
function expandDockerHub(registry, repository, options) {
	if (options.isDockerShorthandAllowed !== true) return {
		registry,
		repository
	};
	const host = registry === "index.docker.io" ? "docker.io" : registry;
	return {
		registry: host,
		repository: host === "docker.io" && repository !== "" && !repository.includes("/") ? `library/${repository}` : repository
	};
}
function explainLength(registry, repository) {
	if (registry.length + 1 + repository.length <= 255) return void 0;
	return `registry and repository together are longer than ${255} characters`;
}
function refuse(text, reason) {
	return new UserError("IMAGE_REFERENCE_INVALID", {
		subject: quote(text),
		reason
	});
}

export { computeDigest, digestHex, formatImageReference, isAzureRegistry, isDigest, parseDigest, parseImageReference, parsePinnedImage, parseRegistryId, parseRepository, parseTag, pinImage, registryIdNotation, repositoryNotation, shortenDigest };