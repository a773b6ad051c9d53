// lib/base/errors/approval.ts
/** Errors about the approval of a promotion. */
const approvalErrors = {
	APPROVAL_ENVIRONMENT_UNSAFE: {
		kind: "user",
		title: "The environment does not protect the promotion",
		cause: "The settings of the environment, read back, let somebody approve or bypass who must not.",
		remedy: "In the settings of the environment: required reviewers, \"Prevent self-review\" on, \"Allow administrators to bypass\" off, deployment branches exactly the default branch."
	},
	APPROVAL_MISSING: {
		kind: "user",
		title: "Nobody approved this run",
		cause: "GitHub lists no review of the environment for this run.",
		remedy: "Run the job in the protected environment and let a reviewer approve it."
	},
	APPROVAL_PENDING: {
		kind: "user",
		title: "The approval is still pending",
		cause: "The review of the environment for this run has not been given yet.",
		remedy: "Wait for the reviewer; the job must name the environment itself."
	},
	APPROVAL_REJECTED: {
		kind: "user",
		title: "The promotion was rejected",
		cause: "A reviewer rejected the environment for this run; GitHub does not say for which attempt.",
		remedy: "Start a new run for a new decision; a re-run keeps the rejection."
	},
	APPROVAL_NOT_INDEPENDENT: {
		kind: "user",
		title: "The approver is not independent",
		cause: "The approver started the run, or took part in what is being promoted, or is no person.",
		remedy: "Start a new run and let somebody approve it who had no part in the changes."
	},
	APPROVAL_INDEPENDENCE_UNKNOWN: {
		kind: "user",
		title: "It is not known whether the approver is independent",
		cause: "Somebody who took part has no GitHub account that could be compared with the approver’s.",
		remedy: "Commit with an address that GitHub knows; for a history that cannot be changed set `baseline-commit` to a commit that was reviewed otherwise."
	}
};

// lib/base/errors/comment.ts
/** What keeps the comment of a pull request from being written. */
const commentErrors = {
	COMMENT_NO_PULL_REQUEST: {
		kind: "user",
		title: "The run is not about a pull request",
		cause: "The event that started the run names no pull request.",
		remedy: "Use the action in a workflow that is started by `pull_request`."
	},
	COMMENT_VERDICT_UNREADABLE: {
		kind: "user",
		title: "A verdict cannot be read",
		cause: "A file of gate-image or scan-image is missing, too large, or not what they write.",
		remedy: "Download the artifacts `decision-*` and `scan-*` of this run into the folders that the inputs name."
	}
};

// lib/base/errors/config.ts
/** Errors about `lazaret.yaml` and what it names. */
const configErrors = {
	CONFIG_INVALID: {
		kind: "user",
		title: "The configuration cannot be used",
		cause: "`lazaret.yaml` is no YAML, has unknown keys, names an image, repository, folder or key twice, lets one folder lie unnamed inside another, or leads outside the repository.",
		remedy: "Correct each place named in the message; docs/configuration.md describes the format."
	},
	CONFIG_MISSING: {
		kind: "user",
		title: "There is no configuration",
		cause: "The repository has no `lazaret.yaml` at its root, or at the place that the input names.",
		remedy: "Write one; docs/configuration.md shows the smallest. Check the repository out before the step."
	},
	CONFIG_FILES_MISSING: {
		kind: "user",
		title: "The configuration names what is not there",
		cause: "A Dockerfile, folder or file that `lazaret.yaml` names is not in the checked-out commit.",
		remedy: "Correct each entry named in the message, or commit what is missing."
	},
	CONFIG_PLAN_TOO_LARGE: {
		kind: "user",
		title: "The plan is larger than the outputs of a job may be",
		cause: "GitHub takes 1 MB of outputs from a job, counted in UTF-16.",
		remedy: "Split the repository, or shorten names and folders of its images."
	}
};

// lib/base/errors/context.ts
/** Errors about the build context, its Dockerfile and its ignore file. */
const contextErrors = {
	CONTEXT_OUTSIDE_WORKSPACE: {
		kind: "user",
		title: "The build context leaves the workspace",
		cause: "The context, followed through its symbolic links, ends outside GITHUB_WORKSPACE.",
		remedy: "Name a folder inside the checked-out repository in `context`."
	},
	CONTEXT_NOT_FOUND: {
		kind: "user",
		title: "There is no build context",
		cause: "The path is no folder of the workspace.",
		remedy: "Check out the repository before this step, and correct `context`."
	},
	CONTEXT_URL_INVALID: {
		kind: "user",
		title: "The Git context cannot be used",
		cause: "A Git context is `https://host/path.git#<branch, tag or commit>:<folder>`, without credentials in it.",
		remedy: "Correct `context`; tokens in URLs end up in the registry’s diagnostic logs, so use a local checkout for private code."
	},
	CONTEXT_ENTRY_UNSUPPORTED: {
		kind: "user",
		title: "The build context holds something that cannot be sent",
		cause: "Only files, folders and symbolic links with UTF-8 names can be part of a context.",
		remedy: "Remove it, or name it in .dockerignore."
	},
	CONTEXT_CHANGED: {
		kind: "user",
		title: "The build context changed while it was read",
		cause: "A file was written between two looks at it, so what would be built is not what was hashed.",
		remedy: "Let the steps that write into the context end before this one."
	},
	CONTEXT_UNREADABLE: {
		kind: "user",
		title: "The build context cannot be read",
		cause: "The operating system refused to open a file or folder of the context.",
		remedy: "Mend its permissions, or name it in .dockerignore."
	},
	CONTEXT_IGNORE_INVALID: {
		kind: "user",
		title: "The ignore file has a pattern that cannot be used",
		cause: "Docker refuses the pattern too; guessing would send files that were meant to stay behind.",
		remedy: "Correct the line in .dockerignore."
	},
	CONTEXT_DOCKERFILE_MISSING: {
		kind: "user",
		title: "There is no Dockerfile",
		cause: "The path in `dockerfile`, which is relative to the context, is no file inside it.",
		remedy: "Correct `dockerfile` or `context`."
	},
	CONTEXT_DOCKERFILE_INVALID: {
		kind: "user",
		title: "The Dockerfile cannot be built",
		cause: "The Dockerfile has no FROM, names an argument that nobody sets, or an image that is no reference.",
		remedy: "Correct the line named in the message, or give the argument in `build-args`."
	},
	CONTEXT_TARGET_UNKNOWN: {
		kind: "user",
		title: "The Dockerfile has no such stage",
		cause: "The input `target` names no stage of the Dockerfile.",
		remedy: "Write the name after AS of the stage to build, or leave `target` out."
	}
};

// lib/base/errors/entra.ts
/** Errors of signing in to Microsoft Entra ID with GitHub's OIDC token. */
const entraErrors = {
	ENTRA_ASSERTION_UNAVAILABLE: {
		kind: "user",
		title: "GitHub gave no OIDC token",
		cause: "The job may not ask for one, or GitHub’s token service did not answer.",
		remedy: "Add `permissions: id-token: write` to the job, and to the job that calls its workflow."
	},
	ENTRA_FEDERATION_MISMATCH: {
		kind: "user",
		title: "No federated credential matches this job",
		cause: "Entra compares issuer, subject and audience of the OIDC token letter by letter.",
		remedy: "Register a federated credential on the identity with the issuer, subject and audience in the message."
	},
	ENTRA_ASSERTION_EXPIRED: {
		kind: "external",
		title: "The OIDC token was not valid at the time of sign-in",
		cause: "GitHub’s OIDC tokens live for minutes, and the clock of runner or Entra may differ.",
		remedy: "Run the job again; check the clock of the runner."
	},
	ENTRA_ASSERTION_REFUSED: {
		kind: "external",
		title: "Entra refused the OIDC token",
		cause: "Its signature, form or claims were not accepted.",
		remedy: "Check that the issuer of the federated credential is the one of your GitHub."
	},
	ENTRA_APPLICATION_UNKNOWN: {
		kind: "user",
		title: "The client id is not in the tenant",
		cause: "No application or managed identity with this client id is known to the tenant.",
		remedy: "Correct `client-id` or `tenant-id`; the client id is a GUID, not a name or an object id."
	},
	ENTRA_TENANT_UNKNOWN: {
		kind: "user",
		title: "The tenant does not exist",
		cause: "Entra knows no tenant of this id.",
		remedy: "Correct `tenant-id`."
	},
	ENTRA_ACCESS_BLOCKED: {
		kind: "user",
		title: "Sign-in of the identity is blocked",
		cause: "The identity is disabled, or a conditional access policy for workload identities stops it.",
		remedy: "Ask the owner of the tenant to enable the identity or to except the runner."
	},
	ENTRA_RESOURCE_UNKNOWN: {
		kind: "user",
		title: "The tenant does not know the service that a token was asked for",
		cause: "The service principal of the resource is absent from the tenant, or the tenant is in another cloud.",
		remedy: "Check that tenant and registry are in the same cloud."
	},
	ENTRA_REFUSED: {
		kind: "external",
		title: "Entra refused the sign-in",
		cause: "Entra answered with an error that is not named more closely here.",
		remedy: "Look the AADSTS number of the message up in Microsoft’s documentation."
	},
	ENTRA_MALFORMED: {
		kind: "external",
		title: "The answer to the sign-in makes no sense",
		cause: "Something between the runner and Entra answered in its place, such as the sign-in page of a proxy.",
		remedy: "Check the proxy of the runner; run the job again."
	},
	ENTRA_UNAVAILABLE: {
		kind: "external",
		title: "Entra does not answer",
		cause: "Entra answered with a server error or asked to wait, until the deadline.",
		remedy: "Run the job again later."
	}
};

// lib/base/errors/gate.ts
/** Errors of the rules that decide, and of the gate that applies them. */
const gateErrors = {
	RULES_BRANCH_UNPROTECTED: {
		kind: "user",
		title: "The branch that holds the rules is not protected",
		cause: "Whoever can push to the default branch could write policy, waivers and trusted keys.",
		remedy: "Protect the default branch: pull requests with an approving review, no bypass."
	},
	RULES_FILE_MISSING: {
		kind: "user",
		title: "A file of the rules is missing",
		cause: "`lazaret.yaml`, or a file that it names, is not on the protected branch; files of the workspace do not count.",
		remedy: "Merge the file first. In a private repository the job needs `contents: read` to see it."
	},
	RULES_KEYS_MISSING: {
		kind: "user",
		title: "No key is trusted",
		cause: "`lazaret.yaml` has no `keys`, so no statement can be verified.",
		remedy: "Add the public keys of your vault under `keys`; docs/configuration.md shows them."
	},
	GATE_IMAGE_NOT_FOUND: {
		kind: "user",
		title: "The image to decide on is not there",
		cause: "The quarantine registry has no manifest of this digest in this repository.",
		remedy: "Pass the outputs of the step that built or imported the image."
	},
	GATE_WRONG_REGISTRY: {
		kind: "user",
		title: "The image is in another registry",
		cause: "Decisions are made about images in quarantine.",
		remedy: "Name the image by its repository in quarantine."
	},
	GATE_SIGNING_REFUSED: {
		kind: "user",
		title: "This decision must not be signed",
		cause: "The image lies under `pr/`, or the job runs for an event or a ref whose workflow file need not be the protected branch’s.",
		remedy: "Set `sign: false` for pull requests; main builds again and is decided on anew."
	},
	GATE_REPORT_DIFFERS: {
		kind: "user",
		title: "The report is not the one that the scan made",
		cause: "The file has another digest than `report-digest` says: it was changed or exchanged after the scan. Every job of a run can replace the artifacts of the run.",
		remedy: "Run the workflow again. If it stays, look at the other jobs of the run: what scanned a hostile image may have been taken over."
	},
	GATE_SBOM_DIFFERS: {
		kind: "user",
		title: "The SBOM is not the one that the scan made",
		cause: "The file has another digest than the report says: it was changed or exchanged after the scan.",
		remedy: "Hand over the output folder of scan-image whole."
	}
};

// lib/base/errors/github.ts
/** Errors of GitHub's REST API. */
const githubErrors = {
	GITHUB_UNAUTHORIZED: {
		kind: "user",
		title: "GitHub does not accept the token",
		cause: "The token is wrong, expired or revoked; a job’s token ends with the job.",
		remedy: "Set `github-token: ${{ github.token }}`."
	},
	GITHUB_FORBIDDEN: {
		kind: "user",
		title: "The token may not read this on GitHub",
		cause: "The token lacks the permission named in the message.",
		remedy: "Add the permission named in the message to `permissions:` of the job."
	},
	GITHUB_NOT_FOUND: {
		kind: "user",
		title: "GitHub does not show this",
		cause: "It does not exist, or the token may not see it: GitHub answers 404 to both.",
		remedy: "Check the name, and the permission named in the message."
	},
	GITHUB_RATE_LIMITED: {
		kind: "external",
		title: "GitHub’s rate limit is used up",
		cause: "The token made more requests than GitHub allows in its window.",
		remedy: "Run the job again after the time in the message."
	},
	GITHUB_REFUSED: {
		kind: "external",
		title: "GitHub refused the request",
		cause: "GitHub answered with an error that is not named more closely here.",
		remedy: "Read GitHub’s own words in the message."
	},
	GITHUB_UNAVAILABLE: {
		kind: "external",
		title: "GitHub does not answer",
		cause: "GitHub answered with a server error until the deadline.",
		remedy: "Run the job again later; see githubstatus.com."
	},
	GITHUB_MALFORMED: {
		kind: "external",
		title: "GitHub’s answer cannot be understood",
		cause: "A field that the API promises is missing or of another type.",
		remedy: "Check that nothing between runner and GitHub answers in its place."
	},
	GITHUB_TOO_MANY: {
		kind: "external",
		title: "GitHub lists more than is read",
		cause: "The list is longer than the bound named in the message, and part of it would be left unread.",
		remedy: "Shorten the range, e.g. by promoting more often or by a later `baseline-commit`."
	},
	GITHUB_FILE_UNREADABLE: {
		kind: "external",
		title: "The file on GitHub cannot be read",
		cause: "It is larger than 1 MB, a folder, a submodule, a link out of the repository, or no UTF-8 text.",
		remedy: "Name a text file of at most 1 MB."
	},
	GIT_REF_NOT_FOUND: {
		kind: "user",
		title: "The Git repository has no such branch, tag or commit",
		cause: "`git ls-remote` lists nothing of that name.",
		remedy: "Correct the part after `#` in `context`."
	},
	GIT_REF_AMBIGUOUS: {
		kind: "user",
		title: "A branch and a tag have the same name",
		cause: "The name stands for two different commits, and choosing one would be a guess.",
		remedy: "Write `refs/heads/<name>` or `refs/tags/<name>`, or the commit itself."
	},
	GIT_URL_INVALID: {
		kind: "user",
		title: "The Git address cannot be used",
		cause: "Only https addresses without user and password are taken; credentials in an address end in logs.",
		remedy: "Write `https://host/path.git#ref:folder`."
	},
	GIT_CHECKOUT_MISSING: {
		kind: "user",
		title: "There is no checked-out repository",
		cause: "The workspace holds no commit that git can read.",
		remedy: "Put a step with actions/checkout before this one."
	},
	GIT_FAILED: {
		kind: "external",
		title: "git could not read the repository",
		cause: "git ended with an error or did not answer in time.",
		remedy: "Check that the runner reaches the repository and may read it."
	}
};

// lib/base/errors/image.ts
/** Errors about how images are named, and about what a manifest holds. */
const imageErrors = {
	IMAGE_REFERENCE_INVALID: {
		kind: "user",
		title: "The image reference cannot be used",
		cause: "The text is no image reference by the OCI distribution specification 1.1.",
		remedy: "Write it as `registry/repository[:tag][@sha256:…]`, the repository in lower case."
	},
	IMAGE_DIGEST_INVALID: {
		kind: "user",
		title: "The digest cannot be used",
		cause: "A digest is an algorithm, a colon and lower-case hex digits: `sha256:` with 64 or `sha512:` with 128.",
		remedy: "Copy the whole digest from the registry or from the step that built the image."
	},
	IMAGE_NOT_PINNED: {
		kind: "user",
		title: "The image is not pinned",
		cause: "A tag can move; only a digest names one content.",
		remedy: "Append `@sha256:…` with the digest that was built, imported or scanned."
	},
	IMAGE_REGISTRY_ID_INVALID: {
		kind: "user",
		title: "The registry id cannot be used",
		cause: "The text is no ARM resource id of an Azure container registry.",
		remedy: "Write `/subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerRegistry/registries/<name>`; `az acr show --name <name> --query id` prints it."
	},
	IMAGE_MANIFEST_MALFORMED: {
		kind: "user",
		title: "The manifest cannot be trusted",
		cause: "The manifest is too large, is no JSON, contradicts its media type or lacks a field that its schema requires.",
		remedy: "Build or import the image again with a tool that writes OCI or Docker v2 schema 2 manifests."
	},
	IMAGE_MANIFEST_UNSUPPORTED: {
		kind: "user",
		title: "The manifest is of a kind that is not handled",
		cause: "Only OCI image manifests, OCI indexes and their Docker v2 schema 2 forms can be examined and promoted.",
		remedy: "Push the image again with a current client."
	},
	IMAGE_INDEX_TOO_LARGE: {
		kind: "user",
		title: "The index has too many or too deeply nested manifests",
		cause: "ACR imports at most 50 manifests with an index, and nested indexes are followed only to a fixed depth.",
		remedy: "Build the index with fewer platforms, or split it."
	},
	IMAGE_CHILD_MISSING: {
		kind: "user",
		title: "The index names a manifest that is not there",
		cause: "A platform of the index is absent from the repository, so the image cannot be examined as a whole.",
		remedy: "Push or import every platform of the index into the same repository."
	},
	IMAGE_CHILD_MISMATCH: {
		kind: "user",
		title: "A manifest is not what its index says",
		cause: "Digest, size or media type of the manifest differ from the descriptor that names it.",
		remedy: "Build or import the image again; if it happens twice, treat the registry as compromised."
	}
};

// lib/base/errors/import.ts
/** Errors about copying an image into a registry by ARM `importImage`. */
const importErrors = {
	IMPORT_OUTCOME_UNKNOWN: {
		kind: "external",
		title: "It is not known whether the import happened",
		cause: "The reply to importImage, or the last poll of its operation, was lost or came too late.",
		remedy: "Run the job again: it reads the registry back and imports only what is absent."
	},
	IMPORT_FAILED: {
		kind: "external",
		title: "The registry could not import the image",
		cause: "The import operation ended with an error on its poll.",
		remedy: "Read the reason; run the job again when it is temporary."
	},
	IMPORT_TAG_EXISTS: {
		kind: "external",
		title: "The import found its tag taken",
		cause: "The target tag exists and the import runs in mode NoForce, which never overwrites.",
		remedy: "Choose another tag, or none."
	},
	IMPORT_SOURCE_DENIED: {
		kind: "external",
		title: "The source registry denied the import",
		cause: "The caller or the given credentials may not read the source image.",
		remedy: "Give the identity \"Container Registry Data Importer and Data Reader\" on both registries, or set the upstream credentials."
	},
	IMPORT_SOURCE_NOT_FOUND: {
		kind: "external",
		title: "The image to import is not in the source registry",
		cause: "The source has no manifest of that digest in that repository.",
		remedy: "Check host, repository and digest; the upstream may have removed the image."
	},
	IMPORT_UPSTREAM_THROTTLED: {
		kind: "external",
		title: "The upstream registry throttles the import",
		cause: "The source answered 429; Docker Hub does so for anonymous pulls.",
		remedy: "Set upstream-username and upstream-password, or run the job again later."
	},
	IMPORT_SOURCE_QUARANTINE: {
		kind: "user",
		title: "The source is quarantine itself",
		cause: "An image that was built in quarantine would stand among the upstream images as if it had been imported.",
		remedy: "Name an upstream registry; images that were built are promoted from where they were built."
	},
	IMPORT_REPOSITORY_FORBIDDEN: {
		kind: "user",
		title: "Imports do not go to this repository",
		cause: "Upstream images stand apart from built ones: under `upstream/`, scanner databases under `tools/`.",
		remedy: "Leave `repository` out, or begin it with `upstream/` or `tools/`."
	},
	IMPORT_TAG_TAKEN: {
		kind: "user",
		title: "The tag stands for another image in quarantine",
		cause: "An import never moves a tag from one digest to another.",
		remedy: "Leave the tag out of `image`, or remove the old tag from quarantine first."
	},
	IMPORT_INCOMPLETE: {
		kind: "external",
		title: "The import ended, but the image is not complete in the registry",
		cause: "After the operation reported success a manifest, a child of the index or a tag was absent.",
		remedy: "Run the job again; if it stays so, look for a soft-deleted manifest of the same digest."
	},
	IMPORT_UPSTREAM_GONE: {
		kind: "external",
		title: "The source registry is not there",
		cause: "Azure knows no host of that name: the upstream was shut down, renamed or misspelt.",
		remedy: "Correct the host of the image, or find out where its makers publish now."
	},
	IMPORT_SOURCE_FOREIGN: {
		kind: "user",
		title: "The source is an Azure registry that this identity cannot read",
		cause: "A registry of another subscription or tenant is named by its host, and no credentials of it were given.",
		remedy: "Set upstream-host, upstream-username and upstream-password to a repository-scoped token of that registry, or take the image from where its makers publish it."
	},
	IMPORT_PLATFORM_MISSING: {
		kind: "user",
		title: "The image lacks a platform",
		cause: "The lock file names a platform that neither the index nor the image’s configuration has.",
		remedy: "Correct `platforms` of the entry, or lock a version of the image that has the platform."
	},
	IMPORT_TAG_MOVED: {
		kind: "user",
		title: "The tag has moved upstream",
		cause: "With `on-moved-tag: refuse` an image is imported only while its tag points at the locked digest.",
		remedy: "Run `npm run images-lock`, review what changed, and commit the file."
	},
	IMPORT_LOCK_INVALID: {
		kind: "user",
		title: "The lock file cannot be used",
		cause: "It is no YAML, has unknown keys or malformed references, names an image twice, or sends two upstreams to one target.",
		remedy: "Correct each line named in the message; docs/images-lock.md describes the format."
	},
	IMPORT_LOCK_INCOMPLETE: {
		kind: "external",
		title: "Some images of the lock file were not imported",
		cause: "Each has an error of its own; the others were imported all the same.",
		remedy: "Mend what the errors name and run the job again: it imports only what is absent."
	}
};

// lib/base/errors/input.ts
/** Errors about what the caller wrote in `with:` or in the environment of the job. */
const inputErrors = {
	INPUT_INVALID: {
		kind: "user",
		title: "The inputs cannot be used",
		cause: "One or more inputs are missing, malformed, renamed or contradict each other.",
		remedy: "Correct each input named in the message in the `with:` block of the step."
	},
	INPUT_OUTSIDE_WORKSPACE: {
		kind: "user",
		title: "A path leaves the workspace",
		cause: "A path input, followed through its symbolic links, ends outside GITHUB_WORKSPACE.",
		remedy: "Name a path inside the checked-out repository."
	},
	ENVIRONMENT_INCOMPLETE: {
		kind: "user",
		title: "The runner environment is incomplete",
		cause: "A variable that every GitHub Actions runner sets is missing or malformed.",
		remedy: "Run the action on a GitHub Actions runner, or in the simulator."
	},
	ID_TOKEN_NOT_PERMITTED: {
		kind: "user",
		title: "The job may not ask for an OIDC token",
		cause: "The job that runs this step lacks the permission `id-token: write`.",
		remedy: "Add `permissions: { id-token: write }` to the job (and to the caller of a reusable workflow)."
	},
	ID_TOKEN_UNAVAILABLE: {
		kind: "external",
		title: "GitHub gave no OIDC token",
		cause: "The token service of GitHub Actions refused the request or could not be reached.",
		remedy: "Run the job again; behind a proxy set HTTPS_PROXY for the runner."
	}
};

// lib/base/errors/keyvault.ts
/** Errors of Azure Key Vault. */
const keyvaultErrors = {
	KEYVAULT_KEY_ID_INVALID: {
		kind: "user",
		title: "The key identifier cannot be used",
		cause: "The text is no identifier of a key in Azure Key Vault.",
		remedy: "Write `https://<vault>.vault.azure.net/keys/<name>[/<version>]`; `az keyvault key show --query key.kid` prints it."
	},
	KEYVAULT_FORBIDDEN: {
		kind: "user",
		title: "The identity may not use the key",
		cause: "Key Vault found no role assignment that allows the operation on this key.",
		remedy: "Assign \"Key Vault Crypto User\" on the key to the identity."
	},
	KEYVAULT_NETWORK_FORBIDDEN: {
		kind: "user",
		title: "The vault refuses this network",
		cause: "The firewall of the vault does not allow the address of the runner.",
		remedy: "Run the job in the network of the private endpoint, or allow the subnet of the runner."
	},
	KEYVAULT_UNAUTHORIZED: {
		kind: "user",
		title: "Key Vault does not accept the token",
		cause: "The vault belongs to another tenant, or the token is not meant for Key Vault.",
		remedy: "Check `tenant-id` and the host of the key identifier."
	},
	KEYVAULT_KEY_NOT_FOUND: {
		kind: "user",
		title: "The key is not in the vault",
		cause: "The vault has no key of this name or version, or it was deleted.",
		remedy: "Check the key identifier; a deleted key can be recovered with `az keyvault key recover`."
	},
	KEYVAULT_KEY_UNUSABLE: {
		kind: "user",
		title: "The key cannot sign",
		cause: "The key is disabled, outside its dates, not on the curve P-256, or not meant for signing.",
		remedy: "Create a key with `--kty EC --curve P-256 --ops sign verify`, or enable this one."
	},
	KEYVAULT_CHALLENGE_UNTRUSTED: {
		kind: "external",
		title: "The vault asks for a token that it must not have",
		cause: "The challenge names a resource other than the domain of the vault, so its token would go astray.",
		remedy: "Check the host of the key identifier, and what stands between the runner and Azure."
	},
	KEYVAULT_UNAVAILABLE: {
		kind: "external",
		title: "Key Vault does not answer",
		cause: "It throttles or fails; the request was repeated without success.",
		remedy: "Run the job again later."
	},
	KEYVAULT_REFUSED: {
		kind: "external",
		title: "Key Vault refused the request",
		cause: "The reason is Azure’s own.",
		remedy: "Follow the reason in the message."
	},
	KEYVAULT_MALFORMED: {
		kind: "external",
		title: "Key Vault’s answer cannot be read",
		cause: "The answer lacks a field that API version 7.5 promises.",
		remedy: "Run the job again; report it if it happens twice."
	}
};

// lib/base/errors/network.ts
/** Errors on the way to a host, before or without an answer of its own. */
const networkErrors = {
	NETWORK_NAME_UNKNOWN: {
		kind: "external",
		title: "A host name does not resolve",
		cause: "DNS has no address for the host, or the runner reaches no DNS server.",
		remedy: "Check the name; on a private network link the private DNS zone of the endpoint to the runner."
	},
	NETWORK_UNREACHABLE: {
		kind: "external",
		title: "A host cannot be reached",
		cause: "The connection was refused or there is no route to the host.",
		remedy: "Allow the runner to reach the host on port 443, directly or through HTTPS_PROXY."
	},
	NETWORK_PROXY_REFUSED: {
		kind: "external",
		title: "The proxy refused the connection",
		cause: "The proxy of HTTPS_PROXY answered CONNECT with a refusal, or does not speak CONNECT.",
		remedy: "Allow the host in the proxy, or name it in NO_PROXY."
	},
	NETWORK_TLS_REFUSED: {
		kind: "external",
		title: "The certificate of a host is not trusted",
		cause: "The certificate is expired, is for another name, or is signed by an authority the runner does not know.",
		remedy: "Set NODE_EXTRA_CA_CERTS to the authority of your inspecting proxy, or mend the certificate."
	},
	NETWORK_TIMEOUT: {
		kind: "external",
		title: "A host did not answer in time",
		cause: "Nothing was received for the length of the time-out.",
		remedy: "Run the job again; if it stays so, look at the route between runner and host."
	},
	NETWORK_INTERRUPTED: {
		kind: "external",
		title: "The connection broke off",
		cause: "The connection ended before the whole answer was received.",
		remedy: "Run the job again."
	},
	NETWORK_REPLY_TOO_LARGE: {
		kind: "external",
		title: "An answer is larger than allowed",
		cause: "The host sent more bytes than this kind of answer may have.",
		remedy: "Check that the host is the one you mean; a proxy may have answered in its place."
	},
	NETWORK_PAGE_ELSEWHERE: {
		kind: "external",
		title: "A list goes on at another host",
		cause: "The `Link` header names a next page that is not on the host that was asked.",
		remedy: "Check that no proxy rewrites addresses: the page is not asked for, and part of a list does not count."
	}
};

// lib/base/errors/preflight.ts
/** What preflight finds before a privileged job begins. */
const preflightErrors = {
	PREFLIGHT_FAILED: {
		kind: "user",
		title: "The job must not run here",
		cause: "At least one of the checks at the head of the job failed; each has an error of its own.",
		remedy: "Mend what the other errors name."
	},
	PREFLIGHT_SERVER_UNSUPPORTED: {
		kind: "user",
		title: "The GitHub server lacks what the workflows use",
		cause: "`uses: $/…` and the immutable form of subjects exist on github.com alone.",
		remedy: "Run on github.com, or call the actions by repository and commit and leave preflight out."
	},
	PREFLIGHT_EVENT_FORBIDDEN: {
		kind: "user",
		title: "The event may not start this job",
		cause: "The event of the run is not among `events`.",
		remedy: "Start the workflow by an event that is allowed, or allow it after thinking of who can cause it."
	},
	PREFLIGHT_FORK: {
		kind: "user",
		title: "The pull request comes from a fork",
		cause: "Whoever can fork the repository would run code with the identity of this job.",
		remedy: "Skip the job for forks: `if: github.event.pull_request.head.repo.full_name == github.repository`."
	},
	PREFLIGHT_REF_FORBIDDEN: {
		kind: "user",
		title: "The job runs for another ref",
		cause: "Privileged jobs run for the default branch alone.",
		remedy: "Merge the change, and start the workflow on the default branch."
	},
	PREFLIGHT_BRANCH_UNPROTECTED: {
		kind: "user",
		title: "The default branch is not protected",
		cause: "Neither a branch protection nor a ruleset holds for it, so anybody with write access decides.",
		remedy: "Protect it: reviews required, no force pushes, no bypass."
	},
	PREFLIGHT_CLAIMS_FOREIGN: {
		kind: "user",
		title: "The OIDC token is about another job",
		cause: "Its claims are not what the runner says of this job.",
		remedy: "Run the job on a runner that serves one job at a time and is thrown away after it."
	},
	PREFLIGHT_WORKFLOW_MISMATCH: {
		kind: "user",
		title: "The job is defined by another workflow",
		cause: "The token’s `job_workflow_ref` is not the expected file on the default branch, nor in another repository by commit.",
		remedy: "Call the reusable workflow as `OWNER/NAME/.github/workflows/<file>@<default branch or commit>`."
	},
	PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN: {
		kind: "user",
		title: "The workflow comes from a commit that the default branch does not have",
		cause: "The token’s `job_workflow_sha` is not in the history of the default branch, so nobody reviewed it.",
		remedy: "Start a new run on the default branch."
	},
	PREFLIGHT_ENVIRONMENT_MISMATCH: {
		kind: "user",
		title: "The job does not run in the environment",
		cause: "The token does not name the expected environment, so nobody was asked.",
		remedy: "Write `environment:` with that name into the job of the reusable workflow."
	},
	PREFLIGHT_ENVIRONMENT_MISSING: {
		kind: "user",
		title: "There is no such environment",
		cause: "The repository has no environment of the name; GitHub makes one without protection when a job names it.",
		remedy: "Make the environment as docs/adoption.md shows."
	},
	PREFLIGHT_ENVIRONMENT_BYPASS: {
		kind: "user",
		title: "Administrators may bypass the environment",
		cause: "\"Allow administrators to bypass configured protection rules\" is on, as it is by default.",
		remedy: "Switch it off in the settings of the environment."
	},
	PREFLIGHT_ENVIRONMENT_SELF_REVIEW: {
		kind: "user",
		title: "Who starts the run may approve it",
		cause: "\"Prevent self-review\" is off.",
		remedy: "Switch it on in the settings of the environment."
	},
	PREFLIGHT_ENVIRONMENT_REVIEWERS: {
		kind: "user",
		title: "The environment asks nobody",
		cause: "It has no required reviewers.",
		remedy: "Name reviewers in the settings of the environment."
	},
	PREFLIGHT_ENVIRONMENT_BRANCHES: {
		kind: "user",
		title: "Other branches may use the environment",
		cause: "Its deployment branches are not exactly the default branch.",
		remedy: "Select branches in the settings of the environment, and name the default branch alone."
	},
	PREFLIGHT_PLAN_LACKS_REVIEWERS: {
		kind: "user",
		title: "The plan may not have required reviewers",
		cause: "Private and internal repositories have required reviewers with GitHub Enterprise alone; GitHub does not tell a job which plan there is.",
		remedy: "Name reviewers; where the settings do not offer them, the repository needs another plan or has to be public."
	},
	PREFLIGHT_RUNNER_MISMATCH: {
		kind: "user",
		title: "The job runs in another runner group",
		cause: "Groups, not labels, are the boundary between runners that reach different networks.",
		remedy: "Name the group in `runs-on`, and give the repository access to it."
	},
	PREFLIGHT_RUNNER_UNKNOWN: {
		kind: "user",
		title: "The runner group of the job is not known",
		cause: "GitHub lists no running job of this run on this runner.",
		remedy: "Give the job `actions: read`; otherwise report it."
	},
	PREFLIGHT_TOKEN_FOREIGN: {
		kind: "user",
		title: "The token is not the job’s own",
		cause: "A personal token lives longer than the job and may do what its owner may.",
		remedy: "Leave `github-token` out."
	},
	PREFLIGHT_TOKEN_EXCESSIVE: {
		kind: "user",
		title: "The token may do more than the job needs",
		cause: "GitHub shows a right with it that a privileged job must not have.",
		remedy: "Set `permissions:` of the job to what its README names."
	},
	PREFLIGHT_SUBJECT_BROAD: {
		kind: "user",
		title: "The subject does not name the workflow",
		cause: "With GitHub’s default subject every workflow of the repository that names the environment or branch gets the identity.",
		remedy: "Customise the subject to `repo`, `context`, `job_workflow_ref` (docs/adoption.md), and correct the federated credentials."
	},
	PREFLIGHT_SUBJECT_FORM: {
		kind: "user",
		title: "The subject has another form",
		cause: "Repositories of after 15 July 2026, and renamed or moved ones, have ids in their subjects; Entra compares letter by letter.",
		remedy: "Register the subject that the message shows, and correct `subject-form`."
	},
	PREFLIGHT_CLOCK_SKEWED: {
		kind: "user",
		title: "The clock of the runner is wrong",
		cause: "Tokens, signatures and the age of databases are judged by it.",
		remedy: "Synchronise the clock of the runner."
	}
};

// lib/base/errors/promotion.ts
/** Errors about carrying an image from quarantine to live, and about taking it out of use. */
const promotionErrors = {
	PROMOTION_WRONG_REGISTRY: {
		kind: "user",
		title: "The image is not in the registry of this step",
		cause: "The host in `image` is not the login server of the registry that was named.",
		remedy: "Leave the host out of `image`, or name the registry that holds the image."
	},
	PROMOTION_TAG_MOVED: {
		kind: "user",
		title: "The image tag has moved",
		cause: "The tag in `image` no longer points at the digest beside it, so somebody pushed after the build.",
		remedy: "Find out who pushed; scan and decide the new digest, or name the digest alone."
	},
	PROMOTION_DIGEST_NOT_FOUND: {
		kind: "user",
		title: "The digest is not in quarantine",
		cause: "The repository in quarantine has no manifest of this digest.",
		remedy: "Check repository and digest; a retention rule may have removed it: build again."
	},
	PROMOTION_FROM_PULL_REQUEST: {
		kind: "user",
		title: "Images of pull requests are never promoted",
		cause: "The digest stands only under `pr/`, where a pull request’s own workflow could write.",
		remedy: "Merge, and promote the image that main builds."
	},
	PROMOTION_VERDICT_MISSING: {
		kind: "user",
		title: "The digest has no verdict",
		cause: "No verdict of the gate hangs on the image in quarantine; unknown counts as no.",
		remedy: "Let the gate decide the digest first: `gate-image` attaches its verdict."
	},
	PROMOTION_VERDICT_INDETERMINATE: {
		kind: "user",
		title: "The gate could not decide",
		cause: "The newest verdict says that something it needed was missing or could not be believed.",
		remedy: "Bring what its reasons name, and let the gate decide again."
	},
	PROMOTION_VERDICT_POLICY_DIFFERS: {
		kind: "user",
		title: "The verdict was made by another policy",
		cause: "The policy on the protected branch is not the one that the verdict was decided by.",
		remedy: "Let the gate decide again with today’s policy; a policy counts only once it is merged."
	},
	PROMOTION_VERDICT_INCOMPLETE: {
		kind: "user",
		title: "The verdict does not stand on everything that it must",
		cause: "Its list of inputs lacks something that the policy requires, or names another one than there is now.",
		remedy: "Let the gate decide again; if it stays so, find out who signed the verdict."
	},
	PROMOTION_SBOM_MISSING: {
		kind: "user",
		title: "A platform has no bill of materials to scan again",
		cause: "No verified SBOM statement hangs on the platform’s manifest in quarantine.",
		remedy: "Let the gate decide again: `gate-image` attaches the SBOMs of the scan."
	},
	PROMOTION_SCAN_MISSING: {
		kind: "user",
		title: "A platform has no statement about its vulnerabilities",
		cause: "No verified vulnerability statement hangs on the platform’s manifest in quarantine.",
		remedy: "Let the gate decide again: `gate-image` attaches what the scan found."
	},
	PROMOTION_PROVENANCE_MISSING: {
		kind: "user",
		title: "Nobody says how the image came to be",
		cause: "The digest has neither provenance nor an import record that verifies and that the policy accepts.",
		remedy: "Have the workflow that built or imported the image attest it (`attest-image`), then decide again."
	},
	PROMOTION_WAIVER_UNAPPROVED: {
		kind: "user",
		title: "A waiver was not approved by its approver",
		cause: "GitHub shows no approving review of the waiver’s approver on the merged pull request that brought it in.",
		remedy: "Bring the waiver in again by a pull request that its approver reviews."
	},
	PROMOTION_WAIVER_TOO_LONG: {
		kind: "user",
		title: "A break-glass promotion stands on a waiver that lives longer than 24 hours",
		cause: "With `first-environment`, what blocks is let through only by a waiver whose `expires` is at most 24 hours after its `created`.",
		remedy: "Bring in a waiver of at most 24 hours for the same finding, reviewed by its approver, and start break-glass again, which lets the gate decide again; or promote the ordinary way, where the longer one counts."
	},
	PROMOTION_DECISION_FAILED: {
		kind: "user",
		title: "The image passed the gate and does not any more",
		cause: "Scanned again with the database of this moment, it fails the policy for production.",
		remedy: "Mend what the reasons list, build again, and promote the new digest."
	},
	PROMOTION_DECISION_INDETERMINATE: {
		kind: "user",
		title: "It cannot be decided now whether the image may go live",
		cause: "Something that the policy for production requires is missing or cannot be believed.",
		remedy: "Bring what the reasons name and run the job again; its approval still counts."
	},
	PROMOTION_VERDICT_FAILED: {
		kind: "user",
		title: "The verdict forbids the promotion",
		cause: "The gate decided that this digest fails its policy.",
		remedy: "Mend what the verdict lists, build again, and promote the new digest."
	},
	PROMOTION_TAG_TAKEN: {
		kind: "user",
		title: "The live tag belongs to another image",
		cause: "A live tag is never moved from one digest to another.",
		remedy: "Choose a new tag for this digest."
	},
	PROMOTION_REVOKED: {
		kind: "user",
		title: "The digest was revoked",
		cause: "A revocation record for this digest stands in live.",
		remedy: "Build a new image; a revoked digest does not come back."
	},
	PROMOTION_RECORD_CONFLICT: {
		kind: "user",
		title: "Another promotion of this digest says something else",
		cause: "A record for this digest is there, with another source or without one of the asked tags.",
		remedy: "Repeat the promotion with the source and tags of that record; an unfinished one is given up by unlocking and deleting its intent tag."
	},
	PROMOTION_RECORD_UNSIGNED: {
		kind: "user",
		title: "A promotion record is not signed",
		cause: "It was written by a version that neither signed its records nor asked for a verdict.",
		remedy: "Unlock and delete the record, then promote the digest again: it is decided, and its records are signed."
	},
	PROMOTION_RECORD_MALFORMED: {
		kind: "external",
		title: "A promotion record cannot be read",
		cause: "What stands under a record tag in live is no signed record of a known version, or is about another digest.",
		remedy: "Find out who wrote it; only the promotion identity may write to live."
	},
	PROMOTION_IMPORT_INCOMPLETE: {
		kind: "external",
		title: "The import ended, but the image is not complete in live",
		cause: "After the import a manifest, a child of the index or a tag was absent.",
		remedy: "Run the job again: it continues from the intent record and imports only what is absent."
	},
	PROMOTION_MANIFEST_DIFFERS: {
		kind: "external",
		title: "A manifest in live is not the one in quarantine",
		cause: "The bytes or the media type of a manifest differ between the two registries.",
		remedy: "Do not use the image; report it to the owners of the registries."
	},
	PROMOTION_LIVE_DIFFERS: {
		kind: "external",
		title: "Live is no longer what was promoted",
		cause: "A completion record is there, but a manifest, tag or lock that it states has been changed since.",
		remedy: "Find out who changed live; restore the tag and the locks, or revoke the digest."
	},
	PROMOTION_REFERRER_MISSING: {
		kind: "external",
		title: "The registry does not list a record of the image",
		cause: "The record was written with the image as its subject, but the referrers of the image lack it.",
		remedy: "Run the job again; registries encrypted with a customer-managed key have no referrers API."
	},
	PROMOTION_LOCK_FAILED: {
		kind: "external",
		title: "A lock did not take",
		cause: "A manifest or tag in live still allows writing or deleting after it was locked.",
		remedy: "Give the identity \"Container Registry Repository Writer\" on live and run the job again."
	},
	REVOCATION_NOT_LIVE: {
		kind: "user",
		title: "The digest was never in live",
		cause: "Live has neither the manifest nor a promotion record of it.",
		remedy: "Check repository and digest."
	},
	REVOCATION_INCOMPLETE: {
		kind: "external",
		title: "The image can still be pulled",
		cause: "A manifest or tag still allows reading after it was taken out of use.",
		remedy: "Give the identity \"Container Registry Repository Writer\" on live and run the job again."
	}
};

// lib/base/errors/registry.ts
/** Errors of a registry's data plane (REGISTRY_*) and of its control plane in Azure Resource Manager (ARM_*). */
const registryErrors = {
	REGISTRY_UNAUTHORIZED: {
		kind: "user",
		title: "The registry does not accept the credentials",
		cause: "A fresh token was refused: the registry belongs to another tenant, or takes no tokens of this kind.",
		remedy: "Check that `tenant-id` is the tenant of the registry’s subscription."
	},
	REGISTRY_FORBIDDEN: {
		kind: "user",
		title: "The identity may not do this in the registry",
		cause: "A role is missing on the registry or its repository condition leaves the repository out.",
		remedy: "Assign the role named in the message; role assignments take some minutes to work."
	},
	REGISTRY_LOCKED: {
		kind: "user",
		title: "The registry keeps this locked",
		cause: "The attribute writeEnabled, readEnabled or deleteEnabled of the tag, manifest or repository is false.",
		remedy: "A lock is set on purpose: choose another tag, or ask the owner of the registry to lift it."
	},
	REGISTRY_REFUSED: {
		kind: "external",
		title: "The registry refused the request",
		cause: "The registry answered with an error that is not named more closely here.",
		remedy: "Read the registry’s own words in the message."
	},
	REGISTRY_UNAVAILABLE: {
		kind: "external",
		title: "The registry does not answer",
		cause: "The registry answered with a server error or asked to wait, until the deadline.",
		remedy: "Run the job again later."
	},
	REGISTRY_OUTCOME_UNKNOWN: {
		kind: "external",
		title: "It is not known whether a tag was written",
		cause: "The reply was lost, and the tag points at another manifest now.",
		remedy: "Run the job again: it reads the tag before it writes."
	},
	REGISTRY_MALFORMED: {
		kind: "external",
		title: "The registry’s answer cannot be understood",
		cause: "A field that the API promises is missing or of another type.",
		remedy: "Check that nothing between runner and registry answers in its place."
	},
	REGISTRY_DIGEST_MISMATCH: {
		kind: "external",
		title: "The registry sent other bytes than asked for",
		cause: "The digest of the bytes is not the digest they were asked or sent by.",
		remedy: "Run the job again; if it happens twice, do not use the image and report it."
	},
	ARM_FORBIDDEN: {
		kind: "user",
		title: "The identity may not do this in Azure",
		cause: "No role assignment at the scope or above it allows the operation.",
		remedy: "Assign the role named in the message at the scope named in the message."
	},
	ARM_UNAUTHORIZED: {
		kind: "user",
		title: "Azure Resource Manager does not accept the token",
		cause: "The subscription belongs to another tenant than the token.",
		remedy: "Check `tenant-id` and the subscription in the registry id."
	},
	ARM_REGISTRY_NOT_FOUND: {
		kind: "user",
		title: "There is no such registry",
		cause: "Azure Resource Manager knows no registry, resource group or subscription of this id.",
		remedy: "Correct the registry id; `az acr show --name <name> --query id` prints it."
	},
	ARM_REFUSED: {
		kind: "external",
		title: "Azure Resource Manager refused the request",
		cause: "Azure answered with an error that is not named more closely here.",
		remedy: "Read Azure’s own words in the message."
	},
	ARM_UNAVAILABLE: {
		kind: "external",
		title: "Azure Resource Manager does not answer",
		cause: "Azure answered with a server error or asked to wait, until the deadline.",
		remedy: "Run the job again later."
	},
	ARM_MALFORMED: {
		kind: "external",
		title: "Azure’s answer cannot be understood",
		cause: "A field that the API promises is missing or of another type.",
		remedy: "Check that nothing between runner and Azure answers in its place."
	}
};

// lib/base/errors/scan.ts
/** Errors about scanning an image. Some stop the scan, the others stand in its report and make it indeterminate. */
const scanErrors = {
	SCAN_IMAGE_WRONG_REGISTRY: {
		kind: "user",
		title: "The image to scan is not in this registry",
		cause: "The host before the repository is another than the login server of `quarantine-registry`.",
		remedy: "Leave the host out of `image`, or correct `quarantine-registry`."
	},
	SCAN_IMAGE_NOT_FOUND: {
		kind: "user",
		title: "The image to scan is not there",
		cause: "The repository has no manifest of that digest, or a part of it was removed.",
		remedy: "Check repository and digest; build or import the image again when it was purged."
	},
	SCAN_IMAGE_TAG_MOVED: {
		kind: "user",
		title: "The tag no longer points at the image to scan",
		cause: "Somebody pushed under the tag after the digest was taken.",
		remedy: "Find out who moved it; scan the digest that is meant."
	},
	SCAN_IMAGE_UNSUPPORTED: {
		kind: "user",
		title: "The image cannot be scanned",
		cause: "It is no container image, or a layer lies outside the registry, or is larger than can be read.",
		remedy: "Push an image whose layers are all in the registry."
	},
	SCAN_IMAGE_TOO_LARGE: {
		kind: "user",
		title: "The image is larger than may be fetched",
		cause: "Image and database together have more bytes than `max-size` allows.",
		remedy: "Make the image smaller, or allow more."
	},
	SCAN_DISK_FULL: {
		kind: "user",
		title: "The disk of the runner is full",
		cause: "The file system has less room than the image, or the database, needs.",
		remedy: "Give the runner a larger disk, or remove what earlier steps left."
	},
	SCAN_FOLDER_FOREIGN: {
		kind: "user",
		title: "The folder holds files that fetch-image did not write",
		cause: "The folder is replaced as a whole, and what others put there would be lost.",
		remedy: "Name another folder, or an empty one."
	},
	SCAN_LAYOUT_INVALID: {
		kind: "user",
		title: "The folder is not what fetch-image wrote",
		cause: "Its list of contents is missing or malformed, or files are missing, added, cut off or no plain files.",
		remedy: "Hand the folder over as one workflow artifact, unchanged, in the same run."
	},
	SCAN_LAYOUT_MISMATCH: {
		kind: "user",
		title: "The folder holds another image or database",
		cause: "What fetch-image fetched is not what `image` and `database` of this step name.",
		remedy: "Take `image` and `database` from the outputs of the fetch-image that wrote the folder."
	},
	SCAN_LAYOUT_TAMPERED: {
		kind: "external",
		title: "A file of the folder is not what its name says",
		cause: "Its bytes do not have the digest of its name: it was changed after it was fetched.",
		remedy: "Treat it as an attack on the hand-over until it is explained."
	},
	SCAN_SCANNER_NOT_FOUND: {
		kind: "user",
		title: "There is no Trivy on the runner",
		cause: "The action never downloads its scanner: it stands on the runner, where it was reviewed.",
		remedy: "Install Trivy in the runner’s image, or name its file in `trivy-path`."
	},
	SCAN_SCANNER_NOT_ALLOWED: {
		kind: "user",
		title: "This Trivy is not one of the allowed ones",
		cause: "The SHA-256 of the program is not in `trivy-allowed`.",
		remedy: "Do not run it. Compare the program with the release it claims to be; only then add `<version> <sha256>`."
	},
	SCAN_SCANNER_UNSUPPORTED: {
		kind: "user",
		title: "This version of Trivy is not supported",
		cause: "Its command line or its report is not known to this action.",
		remedy: "Use Trivy 0.67 or later."
	},
	SCAN_SCANNER_FAILED: {
		kind: "external",
		title: "Trivy failed",
		cause: "The program could not be started or ended with an error.",
		remedy: "Read its last line; run the job again when it is temporary."
	},
	SCAN_TIMEOUT: {
		kind: "external",
		title: "The scan took too long",
		cause: "Trivy had not ended when the time of `timeout` was over.",
		remedy: "Give `timeout` a longer time, or leave `secret` out of `scanners` for images with huge files."
	},
	SCAN_REPORT_MALFORMED: {
		kind: "external",
		title: "The report of the scanner cannot be read",
		cause: "It is absent, cut off, too large or of an unknown form, so findings may be missing.",
		remedy: "Run the job again; if it stays so, report the version of the scanner."
	},
	SCAN_REPORT_MISMATCH: {
		kind: "external",
		title: "The report is about another image, or from another scanner",
		cause: "Its ImageID is not the digest of the image’s configuration, or its version is not the allowed one.",
		remedy: "Treat it as an attack on the runner until it is explained."
	},
	SCAN_DATABASE_NOT_FOUND: {
		kind: "user",
		title: "The vulnerability database is not in the registry",
		cause: "The repository or tag in `database` does not exist in quarantine.",
		remedy: "Let the daily workflow bring it into `tools/`, or correct `database`."
	},
	SCAN_DATABASE_MALFORMED: {
		kind: "external",
		title: "The vulnerability database cannot be used",
		cause: "The artifact is not the one that Trivy publishes: media type, layers, files or metadata differ.",
		remedy: "Import `ghcr.io/aquasecurity/trivy-db:2` again by digest."
	},
	SCAN_DATABASE_STALE: {
		kind: "external",
		title: "The vulnerability database is too old",
		cause: "It was made longer ago than `max-database-age` allows, so newer findings are missing.",
		remedy: "Run the workflow that refreshes `tools/`; see why it did not run by itself."
	},
	SCAN_DATABASE_FUTURE: {
		kind: "external",
		title: "The vulnerability database is from the future",
		cause: "Its date is later than the clock of the runner; one of the two is wrong.",
		remedy: "Correct the clock of the runner."
	},
	SCAN_SELF_TEST_FAILED: {
		kind: "external",
		title: "The scanner did not pass its self-test",
		cause: "It did not find a planted vulnerability, or found one in a clean layer.",
		remedy: "Believe none of its reports; check scanner and database."
	}
};

// lib/base/errors/snapshot.ts
/** Errors about the copies of CISA's catalogue and of FIRST's scores. */
const snapshotErrors = {
	SNAPSHOT_UNAVAILABLE: {
		kind: "external",
		title: "The publisher gave no snapshot",
		cause: "The file could not be fetched from the host that publishes it.",
		remedy: "Let the runner reach the host; run the job again. The last snapshot stays until then."
	},
	SNAPSHOT_MALFORMED: {
		kind: "external",
		title: "The snapshot is not what is published",
		cause: "The file, or the artifact that carries it, has another form, is cut off or too large.",
		remedy: "Look at the file by its address. The last snapshot stays until it can be read again."
	},
	SNAPSHOT_OLDER: {
		kind: "external",
		title: "The snapshot is older than the one that is there",
		cause: "The publisher, or somebody in between, served an earlier file.",
		remedy: "Run the job again later; when it stays so, see what stands between runner and publisher."
	},
	SNAPSHOT_FUTURE: {
		kind: "external",
		title: "The snapshot is from the future",
		cause: "Its date is later than the clock of the runner; one of the two is wrong.",
		remedy: "Correct the clock of the runner."
	}
};

// lib/base/errors/statement.ts
/** Errors of signed statements: what was signed, by which key, and about which image. */
const statementErrors = {
	STATEMENT_MALFORMED: {
		kind: "user",
		title: "The statement cannot be read",
		cause: "A referrer of the image is no Sigstore bundle 0.3 with one DSSE signature, or its in-toto statement lacks a field that its predicate type requires.",
		remedy: "Find out who attached it; have the image attested or decided again."
	},
	STATEMENT_SIGNATURE_INVALID: {
		kind: "user",
		title: "The signature of the statement is wrong",
		cause: "Signature or content was changed after signing, or another key signed it.",
		remedy: "Treat the statement as forged: find out who attached it, and have a new one signed."
	},
	STATEMENT_KEY_UNKNOWN: {
		kind: "user",
		title: "The statement was signed by an unknown key",
		cause: "No key under `keys` of `lazaret.yaml` on the protected branch has the hint of the signature.",
		remedy: "Add the public key by a reviewed pull request, if it is one of yours."
	},
	STATEMENT_KEY_NOT_ALLOWED: {
		kind: "user",
		title: "This key must not sign this kind of statement",
		cause: "Each key has one purpose, and each kind of statement counts from the keys of one purpose alone.",
		remedy: "Have the statement signed by the job whose key is meant for it."
	},
	STATEMENT_KEY_EXPIRED: {
		kind: "user",
		title: "The key was not valid when the statement was made",
		cause: "The time in the statement lies outside `valid-from` and `valid-until` of its key.",
		remedy: "Have a new statement signed by the current key."
	},
	STATEMENT_KIND_UNEXPECTED: {
		kind: "user",
		title: "The statement is of another kind",
		cause: "Its predicate type is none of those that are asked for here.",
		remedy: "Attach the statement that is missing; this one does not stand for it."
	},
	STATEMENT_SUBJECT_MISMATCH: {
		kind: "user",
		title: "The statement is about something else",
		cause: "Its subject, or the resource it was decided for, is another digest or place.",
		remedy: "Have a statement made for exactly this digest; one of another image proves nothing."
	},
	STATEMENT_EXPIRED: {
		kind: "user",
		title: "The statement is too old",
		cause: "It was made longer ago than statements of this kind count.",
		remedy: "Run the step that makes it again."
	},
	STATEMENT_FROM_FUTURE: {
		kind: "user",
		title: "The statement comes from the future",
		cause: "Its own time is later than the clock here by more than five minutes.",
		remedy: "Check the clocks of both runners, and have the statement made again."
	},
	STATEMENT_KEYS_INVALID: {
		kind: "user",
		title: "The list of trusted keys cannot be used",
		cause: "`keys` of `lazaret.yaml` does not have the form that the message names.",
		remedy: "Give each key a `name`, a `purpose`, a `public-key` (PEM, P-256), `valid-from` and `valid-until`, and list no key twice."
	},
	STATEMENT_IMAGE_MISSING: {
		kind: "user",
		title: "The image to attest is not there",
		cause: "The quarantine registry has no manifest of this digest in this repository.",
		remedy: "Pass the outputs of the step that built or imported the image."
	},
	STATEMENT_FACTS_UNTRUE: {
		kind: "user",
		title: "What is to be attested is not what happened",
		cause: "The registry knows the run differently: another digest, another outcome, or no such run.",
		remedy: "Pass the outputs of the step that built the image, unchanged."
	},
	STATEMENT_JOB_UNTRUSTED: {
		kind: "user",
		title: "What this job says is not signed",
		cause: "The job was started by an event that others can cause, runs on a ref that is not protected, or its runner and its OIDC token tell different things.",
		remedy: "Attest in a job of push, schedule or workflow_dispatch on the protected default branch, on a runner of your own."
	},
	STATEMENT_NOT_FOR_PULL_REQUEST: {
		kind: "user",
		title: "Nothing is signed for a pull request",
		cause: "The image lies under `pr/`, or the job runs for a pull request, whose workflow is its author’s own.",
		remedy: "Merge first: main builds again from the merged commit, and that image is attested."
	},
	STATEMENT_NOT_LISTED: {
		kind: "external",
		title: "The registry does not list the statement",
		cause: "The statement was written with the image as its subject, but the referrers of the image lack it.",
		remedy: "Run the job again; registries encrypted with a customer-managed key have no referrers API."
	},
	STATEMENT_TOO_MANY: {
		kind: "external",
		title: "The image has too many statements",
		cause: "More than 500 Sigstore bundles hang on one manifest. Whoever may write to its repository can attach them; none is skipped, because the one left out might be the verdict that took a pass back.",
		remedy: "Find out who attached them, take that right away, delete what they attached, and run again: docs/operations.md, “An image is flooded with statements”, has the commands."
	}
};

// lib/base/errors/tasks.ts
/** Errors of the area "tasks". */
const tasksErrors = {
	TASKS_NOT_ALLOWED: {
		kind: "user",
		title: "The subscription may not run ACR Tasks",
		cause: "Azure blocks ACR Tasks for the registry or its subscription, e.g. on free credits.",
		remedy: "Use a subscription that is billed, or ask Azure support to lift the block."
	},
	TASKS_NOT_FOUND: {
		kind: "user",
		title: "ACR Tasks does not know this",
		cause: "The registry, run or agent pool does not exist.",
		remedy: "Check the registry id and the name of the agent pool."
	},
	TASKS_REFUSED: {
		kind: "external",
		title: "ACR Tasks refused the request",
		cause: "Azure answered with an error that is not named more closely here.",
		remedy: "Read Azure’s own words in the message."
	},
	TASKS_MALFORMED: {
		kind: "external",
		title: "The answer of ACR Tasks cannot be understood",
		cause: "A field that API version 2025-03-01-preview promises is missing or of another type.",
		remedy: "Check that nothing between runner and Azure answers in its place."
	},
	TASKS_STATUS_UNKNOWN: {
		kind: "external",
		title: "ACR Tasks reports a status that this version does not know",
		cause: "Azure added a run status; what is not understood is not taken for a success.",
		remedy: "Update the action."
	},
	TASKS_POOL_NOT_FOUND: {
		kind: "user",
		title: "The registry has no such agent pool",
		cause: "A run on a pool that does not exist would wait in the queue for ever.",
		remedy: "Correct `agent-pool`, or create the pool: `az acr agentpool create --registry <name> --name <pool>`."
	},
	TASKS_POOL_EMPTY: {
		kind: "user",
		title: "The agent pool has no instance",
		cause: "Runs stay queued until the pool has at least one instance.",
		remedy: "Scale it up: `az acr agentpool update --registry <name> --name <pool> --count 1`."
	},
	TASKS_QUEUE_TIMED_OUT: {
		kind: "user",
		title: "The run was not started in time",
		cause: "The agent pool had no free instance until `timeout` was over; the run was cancelled.",
		remedy: "Add instances to the pool, or raise `timeout`."
	},
	TASKS_RUN_FAILED: {
		kind: "user",
		title: "The build failed",
		cause: "An instruction of the Dockerfile failed on the agent; its output is in the log above and in the log file.",
		remedy: "Mend the step named in the message; a re-run starts a new build."
	},
	TASKS_RUN_CANCELED: {
		kind: "user",
		title: "The build was cancelled",
		cause: "The run was cancelled in Azure: by another job that followed it, or by a person.",
		remedy: "Run the job again."
	},
	TASKS_RUN_TIMED_OUT: {
		kind: "user",
		title: "The build took too long",
		cause: "ACR ended the run when `timeout` was over.",
		remedy: "Raise `timeout` (at most 8 hours), or make the build shorter."
	},
	TASKS_RUN_LOST: {
		kind: "external",
		title: "The run cannot be followed",
		cause: "ACR no longer answers with the run, or never says that it ended.",
		remedy: "Run the job again: it finds the run by its name and goes on from there."
	},
	TASKS_RUN_BROKEN: {
		kind: "external",
		title: "ACR could not carry out the run",
		cause: "The run ended with an error of the service, not of the build.",
		remedy: "Run the job again."
	},
	TASKS_IMAGE_MISSING: {
		kind: "external",
		title: "The built image is not in the registry",
		cause: "The run says it succeeded, but names no image of this build or one that the registry does not have.",
		remedy: "Run the job again; if it happens twice, look for whoever deletes images in the repository."
	},
	TASKS_BASE_MISMATCH: {
		kind: "external",
		title: "The build used another base image than the Dockerfile pins",
		cause: "The digest in FROM and the digest in the run’s own report differ, so the record would be false.",
		remedy: "Do not use the image; run the job again and report it if it happens twice."
	},
	BLOB_LINK_EXPIRED: {
		kind: "external",
		title: "A link to the storage account is no longer valid",
		cause: "Links with a shared access signature end after about an hour, or the account refuses the network.",
		remedy: "Run the job again; the link is asked for anew."
	},
	BLOB_REFUSED: {
		kind: "external",
		title: "The storage account refused the request",
		cause: "Azure Storage answered with an error that is not named more closely here.",
		remedy: "Read the storage error code in the message."
	},
	BLOB_UNAVAILABLE: {
		kind: "external",
		title: "The storage account does not answer",
		cause: "Azure Storage answered with a server error or asked to wait, until the deadline.",
		remedy: "Run the job again later."
	}
};

// lib/base/errors/catalogue.ts
/** Every error code a user can meet; `docs/errors.md` is its printed form. */
const errorCatalogue = {
	...inputErrors,
	...configErrors,
	...commentErrors,
	...imageErrors,
	...registryErrors,
	...tasksErrors,
	...contextErrors,
	...importErrors,
	...preflightErrors,
	...promotionErrors,
	...approvalErrors,
	...statementErrors,
	...keyvaultErrors,
	...entraErrors,
	...scanErrors,
	...snapshotErrors,
	...gateErrors,
	...githubErrors,
	...networkErrors
};
/** The table row of one code. */
function readEntry(code) {
	return errorCatalogue[code];
}

// lib/base/errors/errors.ts
/** An error with a code of the table; its message is one line: title, subject in quotes, reason. */
var CodedError = class extends Error {
	code;
	subject;
	reason;
	remedy;
	constructor(code, facts) {
		const entry = readEntry(code);
		super(`${entry.title}: "${facts.subject}": ${facts.reason}`, { cause: facts.cause });
		this.name = new.target.name;
		this.code = code;
		this.subject = facts.subject;
		this.reason = facts.reason;
		this.remedy = facts.remedy ?? entry.remedy;
	}
};
/** Wrong input or a missing permission: the caller can mend it. */
var UserError = class extends CodedError {};
/** A system refused or broke. */
var ExternalError = class extends CodedError {
	system;
	operation;
	status;
	correlationId;
	isRetryable;
	constructor(code, facts) {
		super(code, facts);
		this.system = facts.system;
		this.operation = facts.operation;
		this.status = facts.status;
		this.correlationId = facts.correlationId;
		this.isRetryable = facts.isRetryable ?? false;
	}
};

export { CodedError, ExternalError, UserError, readEntry };