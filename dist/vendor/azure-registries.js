import { __exportAll } from "./runtime.js";
import { RestError, ServiceClient, bearerTokenAuthenticationPolicy, createClientLogger, createHttpPoller, createSerializer, createTracingClient, isTokenCredential } from "./azure-core.js";
import { createRestError, getClient, operationOptionsToRequestParameters } from "./azure-rest-core-client.js";

// node_modules/@azure/arm-containerregistry/dist/esm/static-helpers/cloudSettingHelpers.js
function getArmEndpoint(cloudSetting) {
	if (cloudSetting === void 0) return;
	const cloudEndpoints = {
		AZURE_CHINA_CLOUD: "https://management.chinacloudapi.cn/",
		AZURE_US_GOVERNMENT: "https://management.usgovcloudapi.net/",
		AZURE_PUBLIC_CLOUD: "https://management.azure.com/"
	};
	if (cloudSetting in cloudEndpoints) return cloudEndpoints[cloudSetting];
	else throw new Error(`Unknown cloud setting: ${cloudSetting}. Please refer to the enum AzureClouds for possible values.`);
}

// node_modules/@azure/arm-containerregistry/dist/esm/logger.js
const logger$1 = createClientLogger("arm-containerregistry");

// node_modules/@azure/arm-containerregistry/dist/esm/api/containerRegistryManagementContext.js
function createContainerRegistryManagement(credential, subscriptionId, options = {}) {
	const endpointUrl = options.endpoint ?? getArmEndpoint(options.cloudSetting) ?? "https://management.azure.com";
	const prefixFromOptions = options?.userAgentOptions?.userAgentPrefix;
	const userAgentInfo = `azsdk-js-arm-containerregistry/12.0.0`;
	const userAgentPrefix = prefixFromOptions ? `${prefixFromOptions} azsdk-js-api ${userAgentInfo}` : `azsdk-js-api ${userAgentInfo}`;
	const { apiVersion: _, ...updatedOptions } = {
		...options,
		userAgentOptions: { userAgentPrefix },
		loggingOptions: { logger: options.loggingOptions?.logger ?? logger$1.info },
		credentials: { scopes: options.credentials?.scopes ?? [`${endpointUrl}/.default`] }
	};
	const clientContext = getClient(endpointUrl, credential, updatedOptions);
	clientContext.pipeline.removePolicy({ name: "ApiVersionPolicy" });
	const apiVersion = options.apiVersion ?? "2025-11-01";
	clientContext.pipeline.addPolicy({
		name: "ClientApiVersionPolicy",
		sendRequest: (req, next) => {
			const url = new URL(req.url);
			if (!url.searchParams.get("api-version")) req.url = `${req.url}${Array.from(url.searchParams.keys()).length > 0 ? "&" : "?"}api-version=${apiVersion}`;
			return next(req);
		}
	});
	return {
		...clientContext,
		apiVersion,
		subscriptionId
	};
}

// node_modules/@azure/arm-containerregistry/dist/esm/static-helpers/serialization/check-prop-undefined.js
function areAllPropsUndefined(item, properties) {
	for (const property of properties) if (item[property] !== void 0) return false;
	return true;
}

// node_modules/@azure/arm-containerregistry/dist/esm/models/models.js
function _operationListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : operationDefinitionArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function operationDefinitionArrayDeserializer(result) {
	return result.map((item) => {
		return operationDefinitionDeserializer(item);
	});
}
function operationDefinitionDeserializer(item) {
	return {
		origin: item["origin"],
		name: item["name"],
		display: !item["display"] ? item["display"] : operationDisplayDefinitionDeserializer(item["display"]),
		...!item["properties"] ? item["properties"] : _operationDefinitionPropertiesDeserializer(item["properties"]),
		isDataAction: item["isDataAction"]
	};
}
function operationDisplayDefinitionDeserializer(item) {
	return {
		provider: item["provider"],
		resource: item["resource"],
		operation: item["operation"],
		description: item["description"]
	};
}
function operationServiceSpecificationDefinitionDeserializer(item) {
	return {
		metricSpecifications: !item["metricSpecifications"] ? item["metricSpecifications"] : operationMetricSpecificationDefinitionArrayDeserializer(item["metricSpecifications"]),
		logSpecifications: !item["logSpecifications"] ? item["logSpecifications"] : operationLogSpecificationDefinitionArrayDeserializer(item["logSpecifications"])
	};
}
function operationMetricSpecificationDefinitionArrayDeserializer(result) {
	return result.map((item) => {
		return operationMetricSpecificationDefinitionDeserializer(item);
	});
}
function operationMetricSpecificationDefinitionDeserializer(item) {
	return {
		name: item["name"],
		displayName: item["displayName"],
		displayDescription: item["displayDescription"],
		unit: item["unit"],
		aggregationType: item["aggregationType"],
		internalMetricName: item["internalMetricName"]
	};
}
function operationLogSpecificationDefinitionArrayDeserializer(result) {
	return result.map((item) => {
		return operationLogSpecificationDefinitionDeserializer(item);
	});
}
function operationLogSpecificationDefinitionDeserializer(item) {
	return {
		name: item["name"],
		displayName: item["displayName"],
		blobDuration: item["blobDuration"]
	};
}
function errorResponseDeserializer(item) {
	return { error: !item["error"] ? item["error"] : errorDetailDeserializer(item["error"]) };
}
function errorDetailDeserializer(item) {
	return {
		code: item["code"],
		message: item["message"],
		target: item["target"],
		details: !item["details"] ? item["details"] : errorDetailArrayDeserializer(item["details"]),
		additionalInfo: !item["additionalInfo"] ? item["additionalInfo"] : errorAdditionalInfoArrayDeserializer(item["additionalInfo"])
	};
}
function errorDetailArrayDeserializer(result) {
	return result.map((item) => {
		return errorDetailDeserializer(item);
	});
}
function errorAdditionalInfoArrayDeserializer(result) {
	return result.map((item) => {
		return errorAdditionalInfoDeserializer(item);
	});
}
function errorAdditionalInfoDeserializer(item) {
	return {
		type: item["type"],
		info: item["info"]
	};
}
function registrySerializer(item) {
	return {
		tags: item["tags"],
		location: item["location"],
		properties: areAllPropsUndefined(item, [
			"adminUserEnabled",
			"networkRuleSet",
			"policies",
			"encryption",
			"dataEndpointEnabled",
			"publicNetworkAccess",
			"networkRuleBypassOptions",
			"networkRuleBypassAllowedForTasks",
			"zoneRedundancy",
			"anonymousPullEnabled",
			"roleAssignmentMode"
		]) ? void 0 : _registryPropertiesSerializer(item),
		sku: skuSerializer(item["sku"]),
		identity: !item["identity"] ? item["identity"] : identityPropertiesSerializer(item["identity"])
	};
}
function registryDeserializer(item) {
	return {
		tags: !item["tags"] ? item["tags"] : Object.fromEntries(Object.entries(item["tags"]).map(([k, p]) => [k, p])),
		location: item["location"],
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _registryPropertiesDeserializer(item["properties"]),
		sku: skuDeserializer(item["sku"]),
		identity: !item["identity"] ? item["identity"] : identityPropertiesDeserializer(item["identity"])
	};
}
function statusDeserializer(item) {
	return {
		displayStatus: item["displayStatus"],
		message: item["message"],
		timestamp: !item["timestamp"] ? item["timestamp"] : new Date(item["timestamp"])
	};
}
function networkRuleSetSerializer(item) {
	return {
		defaultAction: item["defaultAction"],
		ipRules: !item["ipRules"] ? item["ipRules"] : ipRuleArraySerializer(item["ipRules"])
	};
}
function networkRuleSetDeserializer(item) {
	return {
		defaultAction: item["defaultAction"],
		ipRules: !item["ipRules"] ? item["ipRules"] : ipRuleArrayDeserializer(item["ipRules"])
	};
}
function ipRuleArraySerializer(result) {
	return result.map((item) => {
		return ipRuleSerializer(item);
	});
}
function ipRuleArrayDeserializer(result) {
	return result.map((item) => {
		return ipRuleDeserializer(item);
	});
}
function ipRuleSerializer(item) {
	return {
		action: item["action"],
		value: item["iPAddressOrRange"]
	};
}
function ipRuleDeserializer(item) {
	return {
		action: item["action"],
		iPAddressOrRange: item["value"]
	};
}
function policiesSerializer(item) {
	return {
		quarantinePolicy: !item["quarantinePolicy"] ? item["quarantinePolicy"] : quarantinePolicySerializer(item["quarantinePolicy"]),
		trustPolicy: !item["trustPolicy"] ? item["trustPolicy"] : trustPolicySerializer(item["trustPolicy"]),
		retentionPolicy: !item["retentionPolicy"] ? item["retentionPolicy"] : retentionPolicySerializer(item["retentionPolicy"]),
		exportPolicy: !item["exportPolicy"] ? item["exportPolicy"] : exportPolicySerializer(item["exportPolicy"]),
		azureADAuthenticationAsArmPolicy: !item["azureADAuthenticationAsArmPolicy"] ? item["azureADAuthenticationAsArmPolicy"] : azureADAuthenticationAsArmPolicySerializer(item["azureADAuthenticationAsArmPolicy"])
	};
}
function policiesDeserializer(item) {
	return {
		quarantinePolicy: !item["quarantinePolicy"] ? item["quarantinePolicy"] : quarantinePolicyDeserializer(item["quarantinePolicy"]),
		trustPolicy: !item["trustPolicy"] ? item["trustPolicy"] : trustPolicyDeserializer(item["trustPolicy"]),
		retentionPolicy: !item["retentionPolicy"] ? item["retentionPolicy"] : retentionPolicyDeserializer(item["retentionPolicy"]),
		exportPolicy: !item["exportPolicy"] ? item["exportPolicy"] : exportPolicyDeserializer(item["exportPolicy"]),
		azureADAuthenticationAsArmPolicy: !item["azureADAuthenticationAsArmPolicy"] ? item["azureADAuthenticationAsArmPolicy"] : azureADAuthenticationAsArmPolicyDeserializer(item["azureADAuthenticationAsArmPolicy"])
	};
}
function quarantinePolicySerializer(item) {
	return { status: item["status"] };
}
function quarantinePolicyDeserializer(item) {
	return { status: item["status"] };
}
function trustPolicySerializer(item) {
	return {
		type: item["type"],
		status: item["status"]
	};
}
function trustPolicyDeserializer(item) {
	return {
		type: item["type"],
		status: item["status"]
	};
}
function retentionPolicySerializer(item) {
	return {
		days: item["days"],
		status: item["status"]
	};
}
function retentionPolicyDeserializer(item) {
	return {
		days: item["days"],
		lastUpdatedTime: !item["lastUpdatedTime"] ? item["lastUpdatedTime"] : new Date(item["lastUpdatedTime"]),
		status: item["status"]
	};
}
function exportPolicySerializer(item) {
	return { status: item["status"] };
}
function exportPolicyDeserializer(item) {
	return { status: item["status"] };
}
function azureADAuthenticationAsArmPolicySerializer(item) {
	return { status: item["status"] };
}
function azureADAuthenticationAsArmPolicyDeserializer(item) {
	return { status: item["status"] };
}
function encryptionPropertySerializer(item) {
	return {
		status: item["status"],
		keyVaultProperties: !item["keyVaultProperties"] ? item["keyVaultProperties"] : keyVaultPropertiesSerializer(item["keyVaultProperties"])
	};
}
function encryptionPropertyDeserializer(item) {
	return {
		status: item["status"],
		keyVaultProperties: !item["keyVaultProperties"] ? item["keyVaultProperties"] : keyVaultPropertiesDeserializer(item["keyVaultProperties"])
	};
}
function keyVaultPropertiesSerializer(item) {
	return {
		keyIdentifier: item["keyIdentifier"],
		identity: item["identity"]
	};
}
function keyVaultPropertiesDeserializer(item) {
	return {
		keyIdentifier: item["keyIdentifier"],
		versionedKeyIdentifier: item["versionedKeyIdentifier"],
		identity: item["identity"],
		keyRotationEnabled: item["keyRotationEnabled"],
		lastKeyRotationTimestamp: !item["lastKeyRotationTimestamp"] ? item["lastKeyRotationTimestamp"] : new Date(item["lastKeyRotationTimestamp"])
	};
}
function privateEndpointConnectionArrayDeserializer(result) {
	return result.map((item) => {
		return privateEndpointConnectionDeserializer(item);
	});
}
function privateEndpointConnectionSerializer(item) {
	return { properties: areAllPropsUndefined(item, ["privateEndpoint", "privateLinkServiceConnectionState"]) ? void 0 : _privateEndpointConnectionPropertiesSerializer(item) };
}
function privateEndpointConnectionDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _privateEndpointConnectionPropertiesDeserializer(item["properties"])
	};
}
function privateEndpointSerializer(item) {
	return { id: item["id"] };
}
function privateEndpointDeserializer(item) {
	return { id: item["id"] };
}
function privateLinkServiceConnectionStateSerializer(item) {
	return {
		status: item["status"],
		description: item["description"],
		actionsRequired: item["actionsRequired"]
	};
}
function privateLinkServiceConnectionStateDeserializer(item) {
	return {
		status: item["status"],
		description: item["description"],
		actionsRequired: item["actionsRequired"]
	};
}
function skuSerializer(item) {
	return { name: item["name"] };
}
function skuDeserializer(item) {
	return {
		name: item["name"],
		tier: item["tier"]
	};
}
function identityPropertiesSerializer(item) {
	return {
		type: item["type"],
		userAssignedIdentities: !item["userAssignedIdentities"] ? item["userAssignedIdentities"] : userIdentityPropertiesRecordSerializer(item["userAssignedIdentities"])
	};
}
function identityPropertiesDeserializer(item) {
	return {
		principalId: item["principalId"],
		tenantId: item["tenantId"],
		type: item["type"],
		userAssignedIdentities: !item["userAssignedIdentities"] ? item["userAssignedIdentities"] : userIdentityPropertiesRecordDeserializer(item["userAssignedIdentities"])
	};
}
function userIdentityPropertiesRecordSerializer(item) {
	const result = {};
	Object.keys(item).map((key) => {
		result[key] = !item[key] ? item[key] : userIdentityPropertiesSerializer(item[key]);
	});
	return result;
}
function userIdentityPropertiesRecordDeserializer(item) {
	const result = {};
	Object.keys(item).map((key) => {
		result[key] = !item[key] ? item[key] : userIdentityPropertiesDeserializer(item[key]);
	});
	return result;
}
function userIdentityPropertiesSerializer(item) {
	return item;
}
function userIdentityPropertiesDeserializer(item) {
	return {
		principalId: item["principalId"],
		clientId: item["clientId"]
	};
}
function systemDataDeserializer(item) {
	return {
		createdBy: item["createdBy"],
		createdByType: item["createdByType"],
		createdAt: !item["createdAt"] ? item["createdAt"] : new Date(item["createdAt"]),
		lastModifiedBy: item["lastModifiedBy"],
		lastModifiedByType: item["lastModifiedByType"],
		lastModifiedAt: !item["lastModifiedAt"] ? item["lastModifiedAt"] : new Date(item["lastModifiedAt"])
	};
}
function registryUpdateParametersSerializer(item) {
	return {
		identity: !item["identity"] ? item["identity"] : identityPropertiesSerializer(item["identity"]),
		tags: item["tags"],
		sku: !item["sku"] ? item["sku"] : skuSerializer(item["sku"]),
		properties: areAllPropsUndefined(item, [
			"adminUserEnabled",
			"networkRuleSet",
			"policies",
			"encryption",
			"dataEndpointEnabled",
			"publicNetworkAccess",
			"networkRuleBypassOptions",
			"networkRuleBypassAllowedForTasks",
			"anonymousPullEnabled",
			"roleAssignmentMode"
		]) ? void 0 : _registryUpdateParametersPropertiesSerializer(item)
	};
}
function _registryListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : registryArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function registryArrayDeserializer(result) {
	return result.map((item) => {
		return registryDeserializer(item);
	});
}
function importImageParametersSerializer(item) {
	return {
		source: importSourceSerializer(item["source"]),
		targetTags: !item["targetTags"] ? item["targetTags"] : item["targetTags"].map((p) => {
			return p;
		}),
		untaggedTargetRepositories: !item["untaggedTargetRepositories"] ? item["untaggedTargetRepositories"] : item["untaggedTargetRepositories"].map((p) => {
			return p;
		}),
		mode: item["mode"]
	};
}
function importSourceSerializer(item) {
	return {
		resourceId: item["resourceId"],
		registryUri: item["registryUri"],
		credentials: !item["credentials"] ? item["credentials"] : importSourceCredentialsSerializer(item["credentials"]),
		sourceImage: item["sourceImage"]
	};
}
function importSourceCredentialsSerializer(item) {
	return {
		username: item["username"],
		password: item["password"]
	};
}
function registryUsageListResultDeserializer(item) {
	return { value: !item["value"] ? item["value"] : registryUsageArrayDeserializer(item["value"]) };
}
function registryUsageArrayDeserializer(result) {
	return result.map((item) => {
		return registryUsageDeserializer(item);
	});
}
function registryUsageDeserializer(item) {
	return {
		name: item["name"],
		limit: item["limit"],
		currentValue: item["currentValue"],
		unit: item["unit"]
	};
}
function registryListCredentialsResultDeserializer(item) {
	return {
		username: item["username"],
		passwords: !item["passwords"] ? item["passwords"] : registryPasswordArrayDeserializer(item["passwords"])
	};
}
function registryPasswordArrayDeserializer(result) {
	return result.map((item) => {
		return registryPasswordDeserializer(item);
	});
}
function registryPasswordDeserializer(item) {
	return {
		name: item["name"],
		value: item["value"]
	};
}
function regenerateCredentialParametersSerializer(item) {
	return { name: item["name"] };
}
function generateCredentialsParametersSerializer(item) {
	return {
		tokenId: item["tokenId"],
		expiry: !item["expiry"] ? item["expiry"] : item["expiry"].toISOString(),
		name: item["name"]
	};
}
function generateCredentialsResultDeserializer(item) {
	return {
		username: item["username"],
		passwords: !item["passwords"] ? item["passwords"] : tokenPasswordArrayDeserializer(item["passwords"])
	};
}
function tokenPasswordArraySerializer(result) {
	return result.map((item) => {
		return tokenPasswordSerializer(item);
	});
}
function tokenPasswordArrayDeserializer(result) {
	return result.map((item) => {
		return tokenPasswordDeserializer(item);
	});
}
function tokenPasswordSerializer(item) {
	return {
		creationTime: !item["creationTime"] ? item["creationTime"] : item["creationTime"].toISOString(),
		expiry: !item["expiry"] ? item["expiry"] : item["expiry"].toISOString(),
		name: item["name"]
	};
}
function tokenPasswordDeserializer(item) {
	return {
		creationTime: !item["creationTime"] ? item["creationTime"] : new Date(item["creationTime"]),
		expiry: !item["expiry"] ? item["expiry"] : new Date(item["expiry"]),
		name: item["name"],
		value: item["value"]
	};
}
function registryNameCheckRequestSerializer(item) {
	return {
		name: item["name"],
		type: item["type"]
	};
}
function registryNameStatusDeserializer(item) {
	return {
		nameAvailable: item["nameAvailable"],
		reason: item["reason"],
		message: item["message"]
	};
}
function privateLinkResourceDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		properties: !item["properties"] ? item["properties"] : privateLinkResourcePropertiesDeserializer(item["properties"])
	};
}
function privateLinkResourcePropertiesDeserializer(item) {
	return {
		groupId: item["groupId"],
		requiredMembers: !item["requiredMembers"] ? item["requiredMembers"] : item["requiredMembers"].map((p) => {
			return p;
		}),
		requiredZoneNames: !item["requiredZoneNames"] ? item["requiredZoneNames"] : item["requiredZoneNames"].map((p) => {
			return p;
		})
	};
}
function _privateLinkResourceListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : privateLinkResourceArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function privateLinkResourceArrayDeserializer(result) {
	return result.map((item) => {
		return privateLinkResourceDeserializer(item);
	});
}
function cacheRuleSerializer(item) {
	return { properties: areAllPropsUndefined(item, [
		"credentialSetResourceId",
		"sourceRepository",
		"targetRepository"
	]) ? void 0 : _cacheRulePropertiesSerializer(item) };
}
function cacheRuleDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _cacheRulePropertiesDeserializer(item["properties"])
	};
}
function cacheRuleUpdateParametersSerializer(item) {
	return { properties: areAllPropsUndefined(item, ["credentialSetResourceId"]) ? void 0 : _cacheRuleUpdateParametersPropertiesSerializer(item) };
}
function _cacheRulesListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : cacheRuleArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function cacheRuleArrayDeserializer(result) {
	return result.map((item) => {
		return cacheRuleDeserializer(item);
	});
}
function credentialSetSerializer(item) {
	return {
		properties: areAllPropsUndefined(item, ["loginServer", "authCredentials"]) ? void 0 : _credentialSetPropertiesSerializer(item),
		identity: !item["identity"] ? item["identity"] : identityPropertiesSerializer(item["identity"])
	};
}
function credentialSetDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _credentialSetPropertiesDeserializer(item["properties"]),
		identity: !item["identity"] ? item["identity"] : identityPropertiesDeserializer(item["identity"])
	};
}
function authCredentialArraySerializer(result) {
	return result.map((item) => {
		return authCredentialSerializer(item);
	});
}
function authCredentialArrayDeserializer(result) {
	return result.map((item) => {
		return authCredentialDeserializer(item);
	});
}
function authCredentialSerializer(item) {
	return {
		name: item["name"],
		usernameSecretIdentifier: item["usernameSecretIdentifier"],
		passwordSecretIdentifier: item["passwordSecretIdentifier"]
	};
}
function authCredentialDeserializer(item) {
	return {
		name: item["name"],
		usernameSecretIdentifier: item["usernameSecretIdentifier"],
		passwordSecretIdentifier: item["passwordSecretIdentifier"],
		credentialHealth: !item["credentialHealth"] ? item["credentialHealth"] : credentialHealthDeserializer(item["credentialHealth"])
	};
}
function credentialHealthDeserializer(item) {
	return {
		status: item["status"],
		errorCode: item["errorCode"],
		errorMessage: item["errorMessage"]
	};
}
function credentialSetUpdateParametersSerializer(item) {
	return {
		properties: areAllPropsUndefined(item, ["authCredentials"]) ? void 0 : _credentialSetUpdateParametersPropertiesSerializer(item),
		identity: !item["identity"] ? item["identity"] : identityPropertiesSerializer(item["identity"])
	};
}
function _credentialSetListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : credentialSetArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function credentialSetArrayDeserializer(result) {
	return result.map((item) => {
		return credentialSetDeserializer(item);
	});
}
function connectedRegistrySerializer(item) {
	return { properties: areAllPropsUndefined(item, [
		"mode",
		"parent",
		"clientTokenIds",
		"loginServer",
		"logging",
		"notificationsList",
		"garbageCollection"
	]) ? void 0 : _connectedRegistryPropertiesSerializer(item) };
}
function connectedRegistryDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _connectedRegistryPropertiesDeserializer(item["properties"])
	};
}
function activationPropertiesDeserializer(item) {
	return { status: item["status"] };
}
function parentPropertiesSerializer(item) {
	return {
		id: item["id"],
		syncProperties: syncPropertiesSerializer(item["syncProperties"])
	};
}
function parentPropertiesDeserializer(item) {
	return {
		id: item["id"],
		syncProperties: syncPropertiesDeserializer(item["syncProperties"])
	};
}
function syncPropertiesSerializer(item) {
	return {
		tokenId: item["tokenId"],
		schedule: item["schedule"],
		syncWindow: item["syncWindow"],
		messageTtl: item["messageTtl"]
	};
}
function syncPropertiesDeserializer(item) {
	return {
		tokenId: item["tokenId"],
		schedule: item["schedule"],
		syncWindow: item["syncWindow"],
		messageTtl: item["messageTtl"],
		lastSyncTime: !item["lastSyncTime"] ? item["lastSyncTime"] : new Date(item["lastSyncTime"]),
		gatewayEndpoint: item["gatewayEndpoint"]
	};
}
function loginServerPropertiesSerializer(item) {
	return item;
}
function loginServerPropertiesDeserializer(item) {
	return {
		host: item["host"],
		tls: !item["tls"] ? item["tls"] : tlsPropertiesDeserializer(item["tls"])
	};
}
function tlsPropertiesDeserializer(item) {
	return {
		status: item["status"],
		certificate: !item["certificate"] ? item["certificate"] : tlsCertificatePropertiesDeserializer(item["certificate"])
	};
}
function tlsCertificatePropertiesDeserializer(item) {
	return {
		type: item["type"],
		location: item["location"]
	};
}
function loggingPropertiesSerializer(item) {
	return {
		logLevel: item["logLevel"],
		auditLogStatus: item["auditLogStatus"]
	};
}
function loggingPropertiesDeserializer(item) {
	return {
		logLevel: item["logLevel"],
		auditLogStatus: item["auditLogStatus"]
	};
}
function statusDetailPropertiesArrayDeserializer(result) {
	return result.map((item) => {
		return statusDetailPropertiesDeserializer(item);
	});
}
function statusDetailPropertiesDeserializer(item) {
	return {
		type: item["type"],
		code: item["code"],
		description: item["description"],
		timestamp: !item["timestamp"] ? item["timestamp"] : new Date(item["timestamp"]),
		correlationId: item["correlationId"]
	};
}
function garbageCollectionPropertiesSerializer(item) {
	return {
		enabled: item["enabled"],
		schedule: item["schedule"]
	};
}
function garbageCollectionPropertiesDeserializer(item) {
	return {
		enabled: item["enabled"],
		schedule: item["schedule"]
	};
}
function connectedRegistryUpdateParametersSerializer(item) {
	return { properties: areAllPropsUndefined(item, [
		"syncProperties",
		"logging",
		"clientTokenIds",
		"notificationsList",
		"garbageCollection"
	]) ? void 0 : _connectedRegistryUpdateParametersPropertiesSerializer(item) };
}
function syncUpdatePropertiesSerializer(item) {
	return {
		schedule: item["schedule"],
		syncWindow: item["syncWindow"],
		messageTtl: item["messageTtl"]
	};
}
function _connectedRegistryListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : connectedRegistryArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function connectedRegistryArrayDeserializer(result) {
	return result.map((item) => {
		return connectedRegistryDeserializer(item);
	});
}
function _privateEndpointConnectionListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : privateEndpointConnectionArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function replicationSerializer(item) {
	return {
		tags: item["tags"],
		location: item["location"],
		properties: areAllPropsUndefined(item, ["regionEndpointEnabled", "zoneRedundancy"]) ? void 0 : _replicationPropertiesSerializer(item)
	};
}
function replicationDeserializer(item) {
	return {
		tags: !item["tags"] ? item["tags"] : Object.fromEntries(Object.entries(item["tags"]).map(([k, p]) => [k, p])),
		location: item["location"],
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _replicationPropertiesDeserializer(item["properties"])
	};
}
function replicationUpdateParametersSerializer(item) {
	return {
		tags: item["tags"],
		properties: areAllPropsUndefined(item, ["regionEndpointEnabled"]) ? void 0 : _replicationUpdateParametersPropertiesSerializer(item)
	};
}
function _replicationListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : replicationArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function replicationArrayDeserializer(result) {
	return result.map((item) => {
		return replicationDeserializer(item);
	});
}
function scopeMapSerializer(item) {
	return { properties: areAllPropsUndefined(item, ["description", "actions"]) ? void 0 : _scopeMapPropertiesSerializer(item) };
}
function scopeMapDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _scopeMapPropertiesDeserializer(item["properties"])
	};
}
function scopeMapUpdateParametersSerializer(item) {
	return { properties: areAllPropsUndefined(item, ["description", "actions"]) ? void 0 : _scopeMapUpdateParametersPropertiesSerializer(item) };
}
function _scopeMapListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : scopeMapArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function scopeMapArrayDeserializer(result) {
	return result.map((item) => {
		return scopeMapDeserializer(item);
	});
}
function tokenSerializer(item) {
	return { properties: areAllPropsUndefined(item, [
		"scopeMapId",
		"credentials",
		"status"
	]) ? void 0 : _tokenPropertiesSerializer(item) };
}
function tokenDeserializer(item) {
	return {
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _tokenPropertiesDeserializer(item["properties"])
	};
}
function tokenCredentialsPropertiesSerializer(item) {
	return {
		certificates: !item["certificates"] ? item["certificates"] : tokenCertificateArraySerializer(item["certificates"]),
		passwords: !item["passwords"] ? item["passwords"] : tokenPasswordArraySerializer(item["passwords"])
	};
}
function tokenCredentialsPropertiesDeserializer(item) {
	return {
		certificates: !item["certificates"] ? item["certificates"] : tokenCertificateArrayDeserializer(item["certificates"]),
		passwords: !item["passwords"] ? item["passwords"] : tokenPasswordArrayDeserializer(item["passwords"])
	};
}
function tokenCertificateArraySerializer(result) {
	return result.map((item) => {
		return tokenCertificateSerializer(item);
	});
}
function tokenCertificateArrayDeserializer(result) {
	return result.map((item) => {
		return tokenCertificateDeserializer(item);
	});
}
function tokenCertificateSerializer(item) {
	return {
		name: item["name"],
		expiry: !item["expiry"] ? item["expiry"] : item["expiry"].toISOString(),
		thumbprint: item["thumbprint"],
		encodedPemCertificate: item["encodedPemCertificate"]
	};
}
function tokenCertificateDeserializer(item) {
	return {
		name: item["name"],
		expiry: !item["expiry"] ? item["expiry"] : new Date(item["expiry"]),
		thumbprint: item["thumbprint"],
		encodedPemCertificate: item["encodedPemCertificate"]
	};
}
function tokenUpdateParametersSerializer(item) {
	return { properties: areAllPropsUndefined(item, [
		"scopeMapId",
		"status",
		"credentials"
	]) ? void 0 : _tokenUpdateParametersPropertiesSerializer(item) };
}
function _tokenListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : tokenArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function tokenArrayDeserializer(result) {
	return result.map((item) => {
		return tokenDeserializer(item);
	});
}
function webhookDeserializer(item) {
	return {
		tags: !item["tags"] ? item["tags"] : Object.fromEntries(Object.entries(item["tags"]).map(([k, p]) => [k, p])),
		location: item["location"],
		id: item["id"],
		name: item["name"],
		type: item["type"],
		systemData: !item["systemData"] ? item["systemData"] : systemDataDeserializer(item["systemData"]),
		...!item["properties"] ? item["properties"] : _webhookPropertiesDeserializer(item["properties"])
	};
}
function webhookCreateParametersSerializer(item) {
	return {
		tags: item["tags"],
		location: item["location"],
		properties: areAllPropsUndefined(item, [
			"serviceUri",
			"customHeaders",
			"status",
			"scope",
			"actions"
		]) ? void 0 : _webhookCreateParametersPropertiesSerializer(item)
	};
}
function webhookUpdateParametersSerializer(item) {
	return {
		tags: item["tags"],
		properties: areAllPropsUndefined(item, [
			"serviceUri",
			"customHeaders",
			"status",
			"scope",
			"actions"
		]) ? void 0 : _webhookUpdateParametersPropertiesSerializer(item)
	};
}
function _webhookListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : webhookArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function webhookArrayDeserializer(result) {
	return result.map((item) => {
		return webhookDeserializer(item);
	});
}
function eventInfoDeserializer(item) {
	return { id: item["id"] };
}
function _eventListResultDeserializer(item) {
	return {
		value: !item["value"] ? item["value"] : eventArrayDeserializer(item["value"]),
		nextLink: item["nextLink"]
	};
}
function eventArrayDeserializer(result) {
	return result.map((item) => {
		return eventDeserializer(item);
	});
}
function eventDeserializer(item) {
	return {
		id: item["id"],
		eventRequestMessage: !item["eventRequestMessage"] ? item["eventRequestMessage"] : eventRequestMessageDeserializer(item["eventRequestMessage"]),
		eventResponseMessage: !item["eventResponseMessage"] ? item["eventResponseMessage"] : eventResponseMessageDeserializer(item["eventResponseMessage"])
	};
}
function eventRequestMessageDeserializer(item) {
	return {
		content: !item["content"] ? item["content"] : eventContentDeserializer(item["content"]),
		headers: !item["headers"] ? item["headers"] : Object.fromEntries(Object.entries(item["headers"]).map(([k, p]) => [k, p])),
		method: item["method"],
		requestUri: item["requestUri"],
		version: item["version"]
	};
}
function eventContentDeserializer(item) {
	return {
		id: item["id"],
		timestamp: !item["timestamp"] ? item["timestamp"] : new Date(item["timestamp"]),
		action: item["action"],
		target: !item["target"] ? item["target"] : targetDeserializer(item["target"]),
		request: !item["request"] ? item["request"] : requestDeserializer(item["request"]),
		actor: !item["actor"] ? item["actor"] : actorDeserializer(item["actor"]),
		source: !item["source"] ? item["source"] : sourceDeserializer(item["source"])
	};
}
function targetDeserializer(item) {
	return {
		mediaType: item["mediaType"],
		size: item["size"],
		digest: item["digest"],
		length: item["length"],
		repository: item["repository"],
		url: item["url"],
		tag: item["tag"],
		name: item["name"],
		version: item["version"]
	};
}
function requestDeserializer(item) {
	return {
		id: item["id"],
		addr: item["addr"],
		host: item["host"],
		method: item["method"],
		useragent: item["useragent"]
	};
}
function actorDeserializer(item) {
	return { name: item["name"] };
}
function sourceDeserializer(item) {
	return {
		addr: item["addr"],
		instanceID: item["instanceID"]
	};
}
function eventResponseMessageDeserializer(item) {
	return {
		content: item["content"],
		headers: !item["headers"] ? item["headers"] : Object.fromEntries(Object.entries(item["headers"]).map(([k, p]) => [k, p])),
		reasonPhrase: item["reasonPhrase"],
		statusCode: item["statusCode"],
		version: item["version"]
	};
}
function callbackConfigDeserializer(item) {
	return {
		serviceUri: item["serviceUri"],
		customHeaders: !item["customHeaders"] ? item["customHeaders"] : Object.fromEntries(Object.entries(item["customHeaders"]).map(([k, p]) => [k, p]))
	};
}
function _operationDefinitionPropertiesDeserializer(item) {
	return { serviceSpecification: !item["serviceSpecification"] ? item["serviceSpecification"] : operationServiceSpecificationDefinitionDeserializer(item["serviceSpecification"]) };
}
function _privateEndpointConnectionPropertiesSerializer(item) {
	return {
		privateEndpoint: !item["privateEndpoint"] ? item["privateEndpoint"] : privateEndpointSerializer(item["privateEndpoint"]),
		privateLinkServiceConnectionState: !item["privateLinkServiceConnectionState"] ? item["privateLinkServiceConnectionState"] : privateLinkServiceConnectionStateSerializer(item["privateLinkServiceConnectionState"])
	};
}
function _privateEndpointConnectionPropertiesDeserializer(item) {
	return {
		privateEndpoint: !item["privateEndpoint"] ? item["privateEndpoint"] : privateEndpointDeserializer(item["privateEndpoint"]),
		privateLinkServiceConnectionState: !item["privateLinkServiceConnectionState"] ? item["privateLinkServiceConnectionState"] : privateLinkServiceConnectionStateDeserializer(item["privateLinkServiceConnectionState"]),
		provisioningState: item["provisioningState"]
	};
}
function _registryPropertiesSerializer(item) {
	return {
		adminUserEnabled: item["adminUserEnabled"],
		networkRuleSet: !item["networkRuleSet"] ? item["networkRuleSet"] : networkRuleSetSerializer(item["networkRuleSet"]),
		policies: !item["policies"] ? item["policies"] : policiesSerializer(item["policies"]),
		encryption: !item["encryption"] ? item["encryption"] : encryptionPropertySerializer(item["encryption"]),
		dataEndpointEnabled: item["dataEndpointEnabled"],
		publicNetworkAccess: item["publicNetworkAccess"],
		networkRuleBypassOptions: item["networkRuleBypassOptions"],
		networkRuleBypassAllowedForTasks: item["networkRuleBypassAllowedForTasks"],
		zoneRedundancy: item["zoneRedundancy"],
		anonymousPullEnabled: item["anonymousPullEnabled"],
		roleAssignmentMode: item["roleAssignmentMode"]
	};
}
function _registryPropertiesDeserializer(item) {
	return {
		loginServer: item["loginServer"],
		creationDate: !item["creationDate"] ? item["creationDate"] : new Date(item["creationDate"]),
		provisioningState: item["provisioningState"],
		status: !item["status"] ? item["status"] : statusDeserializer(item["status"]),
		adminUserEnabled: item["adminUserEnabled"],
		networkRuleSet: !item["networkRuleSet"] ? item["networkRuleSet"] : networkRuleSetDeserializer(item["networkRuleSet"]),
		policies: !item["policies"] ? item["policies"] : policiesDeserializer(item["policies"]),
		encryption: !item["encryption"] ? item["encryption"] : encryptionPropertyDeserializer(item["encryption"]),
		dataEndpointEnabled: item["dataEndpointEnabled"],
		dataEndpointHostNames: !item["dataEndpointHostNames"] ? item["dataEndpointHostNames"] : item["dataEndpointHostNames"].map((p) => {
			return p;
		}),
		privateEndpointConnections: !item["privateEndpointConnections"] ? item["privateEndpointConnections"] : privateEndpointConnectionArrayDeserializer(item["privateEndpointConnections"]),
		publicNetworkAccess: item["publicNetworkAccess"],
		networkRuleBypassOptions: item["networkRuleBypassOptions"],
		networkRuleBypassAllowedForTasks: item["networkRuleBypassAllowedForTasks"],
		zoneRedundancy: item["zoneRedundancy"],
		anonymousPullEnabled: item["anonymousPullEnabled"],
		roleAssignmentMode: item["roleAssignmentMode"]
	};
}
function _registryUpdateParametersPropertiesSerializer(item) {
	return {
		adminUserEnabled: item["adminUserEnabled"],
		networkRuleSet: !item["networkRuleSet"] ? item["networkRuleSet"] : networkRuleSetSerializer(item["networkRuleSet"]),
		policies: !item["policies"] ? item["policies"] : policiesSerializer(item["policies"]),
		encryption: !item["encryption"] ? item["encryption"] : encryptionPropertySerializer(item["encryption"]),
		dataEndpointEnabled: item["dataEndpointEnabled"],
		publicNetworkAccess: item["publicNetworkAccess"],
		networkRuleBypassOptions: item["networkRuleBypassOptions"],
		networkRuleBypassAllowedForTasks: item["networkRuleBypassAllowedForTasks"],
		anonymousPullEnabled: item["anonymousPullEnabled"],
		roleAssignmentMode: item["roleAssignmentMode"]
	};
}
function _cacheRulePropertiesSerializer(item) {
	return {
		credentialSetResourceId: item["credentialSetResourceId"],
		sourceRepository: item["sourceRepository"],
		targetRepository: item["targetRepository"]
	};
}
function _cacheRulePropertiesDeserializer(item) {
	return {
		credentialSetResourceId: item["credentialSetResourceId"],
		sourceRepository: item["sourceRepository"],
		targetRepository: item["targetRepository"],
		creationDate: !item["creationDate"] ? item["creationDate"] : new Date(item["creationDate"]),
		provisioningState: item["provisioningState"]
	};
}
function _cacheRuleUpdateParametersPropertiesSerializer(item) {
	return { credentialSetResourceId: item["credentialSetResourceId"] };
}
function _credentialSetPropertiesSerializer(item) {
	return {
		loginServer: item["loginServer"],
		authCredentials: !item["authCredentials"] ? item["authCredentials"] : authCredentialArraySerializer(item["authCredentials"])
	};
}
function _credentialSetPropertiesDeserializer(item) {
	return {
		loginServer: item["loginServer"],
		authCredentials: !item["authCredentials"] ? item["authCredentials"] : authCredentialArrayDeserializer(item["authCredentials"]),
		creationDate: !item["creationDate"] ? item["creationDate"] : new Date(item["creationDate"]),
		provisioningState: item["provisioningState"]
	};
}
function _credentialSetUpdateParametersPropertiesSerializer(item) {
	return { authCredentials: !item["authCredentials"] ? item["authCredentials"] : authCredentialArraySerializer(item["authCredentials"]) };
}
function _connectedRegistryPropertiesSerializer(item) {
	return {
		mode: item["mode"],
		parent: !item["parent"] ? item["parent"] : parentPropertiesSerializer(item["parent"]),
		clientTokenIds: !item["clientTokenIds"] ? item["clientTokenIds"] : item["clientTokenIds"].map((p) => {
			return p;
		}),
		loginServer: !item["loginServer"] ? item["loginServer"] : loginServerPropertiesSerializer(item["loginServer"]),
		logging: !item["logging"] ? item["logging"] : loggingPropertiesSerializer(item["logging"]),
		notificationsList: !item["notificationsList"] ? item["notificationsList"] : item["notificationsList"].map((p) => {
			return p;
		}),
		garbageCollection: !item["garbageCollection"] ? item["garbageCollection"] : garbageCollectionPropertiesSerializer(item["garbageCollection"])
	};
}
function _connectedRegistryPropertiesDeserializer(item) {
	return {
		provisioningState: item["provisioningState"],
		mode: item["mode"],
		version: item["version"],
		connectionState: item["connectionState"],
		lastActivityTime: !item["lastActivityTime"] ? item["lastActivityTime"] : new Date(item["lastActivityTime"]),
		activation: !item["activation"] ? item["activation"] : activationPropertiesDeserializer(item["activation"]),
		parent: !item["parent"] ? item["parent"] : parentPropertiesDeserializer(item["parent"]),
		clientTokenIds: !item["clientTokenIds"] ? item["clientTokenIds"] : item["clientTokenIds"].map((p) => {
			return p;
		}),
		loginServer: !item["loginServer"] ? item["loginServer"] : loginServerPropertiesDeserializer(item["loginServer"]),
		logging: !item["logging"] ? item["logging"] : loggingPropertiesDeserializer(item["logging"]),
		statusDetails: !item["statusDetails"] ? item["statusDetails"] : statusDetailPropertiesArrayDeserializer(item["statusDetails"]),
		notificationsList: !item["notificationsList"] ? item["notificationsList"] : item["notificationsList"].map((p) => {
			return p;
		}),
		garbageCollection: !item["garbageCollection"] ? item["garbageCollection"] : garbageCollectionPropertiesDeserializer(item["garbageCollection"])
	};
}
function _connectedRegistryUpdateParametersPropertiesSerializer(item) {
	return {
		syncProperties: !item["syncProperties"] ? item["syncProperties"] : syncUpdatePropertiesSerializer(item["syncProperties"]),
		logging: !item["logging"] ? item["logging"] : loggingPropertiesSerializer(item["logging"]),
		clientTokenIds: !item["clientTokenIds"] ? item["clientTokenIds"] : item["clientTokenIds"].map((p) => {
			return p;
		}),
		notificationsList: !item["notificationsList"] ? item["notificationsList"] : item["notificationsList"].map((p) => {
			return p;
		}),
		garbageCollection: !item["garbageCollection"] ? item["garbageCollection"] : garbageCollectionPropertiesSerializer(item["garbageCollection"])
	};
}
function _replicationPropertiesSerializer(item) {
	return {
		regionEndpointEnabled: item["regionEndpointEnabled"],
		zoneRedundancy: item["zoneRedundancy"]
	};
}
function _replicationPropertiesDeserializer(item) {
	return {
		provisioningState: item["provisioningState"],
		status: !item["status"] ? item["status"] : statusDeserializer(item["status"]),
		regionEndpointEnabled: item["regionEndpointEnabled"],
		zoneRedundancy: item["zoneRedundancy"]
	};
}
function _replicationUpdateParametersPropertiesSerializer(item) {
	return { regionEndpointEnabled: item["regionEndpointEnabled"] };
}
function _scopeMapPropertiesSerializer(item) {
	return {
		description: item["description"],
		actions: !item["actions"] ? item["actions"] : item["actions"].map((p) => {
			return p;
		})
	};
}
function _scopeMapPropertiesDeserializer(item) {
	return {
		description: item["description"],
		typePropertiesType: item["type"],
		creationDate: !item["creationDate"] ? item["creationDate"] : new Date(item["creationDate"]),
		provisioningState: item["provisioningState"],
		actions: !item["actions"] ? item["actions"] : item["actions"].map((p) => {
			return p;
		})
	};
}
function _scopeMapUpdateParametersPropertiesSerializer(item) {
	return {
		description: item["description"],
		actions: !item["actions"] ? item["actions"] : item["actions"].map((p) => {
			return p;
		})
	};
}
function _tokenPropertiesSerializer(item) {
	return {
		scopeMapId: item["scopeMapId"],
		credentials: !item["credentials"] ? item["credentials"] : tokenCredentialsPropertiesSerializer(item["credentials"]),
		status: item["status"]
	};
}
function _tokenPropertiesDeserializer(item) {
	return {
		creationDate: !item["creationDate"] ? item["creationDate"] : new Date(item["creationDate"]),
		provisioningState: item["provisioningState"],
		scopeMapId: item["scopeMapId"],
		credentials: !item["credentials"] ? item["credentials"] : tokenCredentialsPropertiesDeserializer(item["credentials"]),
		status: item["status"]
	};
}
function _tokenUpdateParametersPropertiesSerializer(item) {
	return {
		scopeMapId: item["scopeMapId"],
		status: item["status"],
		credentials: !item["credentials"] ? item["credentials"] : tokenCredentialsPropertiesSerializer(item["credentials"])
	};
}
function _webhookPropertiesDeserializer(item) {
	return {
		status: item["status"],
		scope: item["scope"],
		actions: !item["actions"] ? item["actions"] : item["actions"].map((p) => {
			return p;
		}),
		provisioningState: item["provisioningState"]
	};
}
function _webhookCreateParametersPropertiesSerializer(item) {
	return {
		serviceUri: item["serviceUri"],
		customHeaders: item["customHeaders"],
		status: item["status"],
		scope: item["scope"],
		actions: !item["actions"] ? item["actions"] : item["actions"].map((p) => {
			return p;
		})
	};
}
function _webhookUpdateParametersPropertiesSerializer(item) {
	return {
		serviceUri: item["serviceUri"],
		customHeaders: item["customHeaders"],
		status: item["status"],
		scope: item["scope"],
		actions: !item["actions"] ? item["actions"] : item["actions"].map((p) => {
			return p;
		})
	};
}

// node_modules/@azure/arm-containerregistry/dist/esm/static-helpers/pagingHelpers.js
function buildPagedAsyncIterator(client, getInitialResponse, processResponseBody, expectedStatuses, options = {}) {
	const itemName = options.itemName ?? "value";
	const nextLinkName = options.nextLinkName ?? "nextLink";
	const nextLinkMethod = options.nextLinkMethod ?? "GET";
	const pagedResult = {
		getPage: async (pageLink) => {
			const result = pageLink === void 0 ? await getInitialResponse() : nextLinkMethod === "POST" ? await client.pathUnchecked(pageLink).post() : await client.pathUnchecked(pageLink).get();
			checkPagingRequest(result, expectedStatuses);
			const results = await processResponseBody(result);
			const nextLink = getNextLink(results, nextLinkName);
			return {
				page: getElements(results, itemName),
				nextPageLink: nextLink
			};
		},
		byPage: (settings) => {
			const { continuationToken } = settings ?? {};
			return getPageAsyncIterator(pagedResult, { pageLink: continuationToken });
		}
	};
	return getPagedAsyncIterator(pagedResult);
}
function getPagedAsyncIterator(pagedResult) {
	const iter = getItemAsyncIterator(pagedResult);
	return {
		next() {
			return iter.next();
		},
		[Symbol.asyncIterator]() {
			return this;
		},
		byPage: pagedResult?.byPage ?? ((settings) => {
			const { continuationToken } = settings ?? {};
			return getPageAsyncIterator(pagedResult, { pageLink: continuationToken });
		})
	};
}
async function* getItemAsyncIterator(pagedResult) {
	const pages = getPageAsyncIterator(pagedResult);
	for await (const page of pages) yield* page;
}
async function* getPageAsyncIterator(pagedResult, options = {}) {
	const { pageLink } = options;
	let response = await pagedResult.getPage(pageLink ?? pagedResult.firstPageLink);
	if (!response) return;
	let result = response.page;
	result.continuationToken = response.nextPageLink;
	yield result;
	while (response.nextPageLink) {
		response = await pagedResult.getPage(response.nextPageLink);
		if (!response) return;
		result = response.page;
		result.continuationToken = response.nextPageLink;
		yield result;
	}
}
function getNextLink(body, nextLinkName) {
	if (!nextLinkName) return;
	const nextLink = body[nextLinkName];
	if (typeof nextLink !== "string" && typeof nextLink !== "undefined" && nextLink !== null) throw new RestError(`Body Property ${nextLinkName} should be a string or undefined or null but got ${typeof nextLink}`);
	if (nextLink === null) return;
	return nextLink;
}
function getElements(body, itemName) {
	const value = body[itemName];
	if (!Array.isArray(value)) throw new RestError(`Couldn't paginate response
 Body doesn't contain an array property with name: ${itemName}`);
	return value ?? [];
}
function checkPagingRequest(response, expectedStatuses) {
	if (!expectedStatuses.includes(response.status)) throw createRestError(`Pagination failed with unexpected statusCode ${response.status}`, response);
}

// node_modules/@azure/arm-containerregistry/dist/esm/static-helpers/pollingHelpers.js
function getLongRunningPoller(client, processResponseBody, expectedStatuses, options) {
	const { restoreFrom, getInitialResponse } = options;
	if (!restoreFrom && !getInitialResponse) throw new Error("Either restoreFrom or getInitialResponse must be specified");
	let initialResponse = void 0;
	const pollAbortController = new AbortController();
	return createHttpPoller({
		sendInitialRequest: async () => {
			if (!getInitialResponse) throw new Error("getInitialResponse is required when initializing a new poller");
			initialResponse = await getInitialResponse();
			return getLroResponse(initialResponse, expectedStatuses);
		},
		sendPollRequest: async (path, pollOptions) => {
			function abortListener() {
				pollAbortController.abort();
			}
			const abortSignal = pollAbortController.signal;
			if (options.abortSignal?.aborted) pollAbortController.abort();
			else if (pollOptions?.abortSignal?.aborted) pollAbortController.abort();
			else if (!abortSignal.aborted) {
				options.abortSignal?.addEventListener("abort", abortListener, { once: true });
				pollOptions?.abortSignal?.addEventListener("abort", abortListener, { once: true });
			}
			let response;
			try {
				response = await client.pathUnchecked(path).get({ abortSignal });
			} finally {
				options.abortSignal?.removeEventListener("abort", abortListener);
				pollOptions?.abortSignal?.removeEventListener("abort", abortListener);
			}
			return getLroResponse(response, expectedStatuses);
		}
	}, {
		intervalInMs: options?.updateIntervalInMs,
		resourceLocationConfig: options?.resourceLocationConfig,
		restoreFrom: options?.restoreFrom,
		processResult: (result) => {
			return processResponseBody(result);
		}
	});
}
function getLroResponse(response, expectedStatuses) {
	if (!expectedStatuses.includes(response.status)) throw createRestError(response);
	return {
		flatResponse: response,
		rawResponse: {
			...response,
			statusCode: Number.parseInt(response.status),
			body: response.body
		}
	};
}

// node_modules/@azure/arm-containerregistry/dist/esm/static-helpers/urlTemplate.js
function encodeComponent(val, reserved, op) {
	return (reserved ?? op === "+") || op === "#" ? encodeReservedComponent(val) : encodeRFC3986URIComponent(val);
}
function encodeReservedComponent(str) {
	return str.split(/(%[0-9A-Fa-f]{2})/g).map((part) => !/%[0-9A-Fa-f]/.test(part) ? encodeURI(part) : part).join("");
}
function encodeRFC3986URIComponent(str) {
	return encodeURIComponent(str).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
function isDefined(val) {
	return val !== void 0 && val !== null;
}
function getNamedAndIfEmpty(op) {
	return [!!op && [
		";",
		"?",
		"&"
	].includes(op), !!op && ["?", "&"].includes(op) ? "=" : ""];
}
function getFirstOrSep(op, isFirst = false) {
	if (isFirst) return !op || op === "+" ? "" : op;
	else if (!op || op === "+" || op === "#") return ",";
	else if (op === "?") return "&";
	else return op;
}
function getExpandedValue(option) {
	let isFirst = option.isFirst;
	const { op, varName, varValue: value, reserved } = option;
	const vals = [];
	const [named, ifEmpty] = getNamedAndIfEmpty(op);
	if (Array.isArray(value)) for (const val of value.filter(isDefined)) {
		vals.push(`${getFirstOrSep(op, isFirst)}`);
		if (named && varName) {
			vals.push(`${encodeURIComponent(varName)}`);
			if (val === "") vals.push(ifEmpty);
			else vals.push("=");
		}
		vals.push(encodeComponent(val, reserved, op));
		isFirst = false;
	}
	else if (typeof value === "object") for (const key of Object.keys(value)) {
		const val = value[key];
		if (!isDefined(val)) continue;
		vals.push(`${getFirstOrSep(op, isFirst)}`);
		if (key) {
			vals.push(`${encodeURIComponent(key)}`);
			if (named && val === "") vals.push(ifEmpty);
			else vals.push("=");
		}
		vals.push(encodeComponent(val, reserved, op));
		isFirst = false;
	}
	return vals.join("");
}
function getNonExpandedValue(option) {
	const { op, varName, varValue: value, isFirst, reserved } = option;
	const vals = [];
	const first = getFirstOrSep(op, isFirst);
	const [named, ifEmpty] = getNamedAndIfEmpty(op);
	if (named && varName) {
		vals.push(encodeComponent(varName, reserved, op));
		if (value === "") {
			if (!ifEmpty) vals.push(ifEmpty);
			return !vals.join("") ? void 0 : `${first}${vals.join("")}`;
		}
		vals.push("=");
	}
	const items = [];
	if (Array.isArray(value)) for (const val of value.filter(isDefined)) items.push(encodeComponent(val, reserved, op));
	else if (typeof value === "object") for (const key of Object.keys(value)) {
		if (!isDefined(value[key])) continue;
		items.push(encodeRFC3986URIComponent(key));
		items.push(encodeComponent(value[key], reserved, op));
	}
	vals.push(items.join(","));
	return !vals.join(",") ? void 0 : `${first}${vals.join("")}`;
}
function getVarValue(option) {
	const { op, varName, modifier, isFirst, reserved, varValue: value } = option;
	if (!isDefined(value)) return;
	else if ([
		"string",
		"number",
		"boolean"
	].includes(typeof value)) {
		let val = value.toString();
		const [named, ifEmpty] = getNamedAndIfEmpty(op);
		const vals = [getFirstOrSep(op, isFirst)];
		if (named && varName) {
			vals.push(varName);
			if (val === "") vals.push(ifEmpty);
			else vals.push("=");
		}
		if (modifier && modifier !== "*") val = val.substring(0, parseInt(modifier, 10));
		vals.push(encodeComponent(val, reserved, op));
		return vals.join("");
	} else if (modifier === "*") return getExpandedValue(option);
	else return getNonExpandedValue(option);
}
function expandUrlTemplate(template, context, option) {
	return normalizeUnreserved(template.replace(/\{([^{}]+)\}|([^{}]+)/g, (_, expr, text) => {
		if (!expr) return encodeReservedComponent(text);
		let op;
		if ([
			"+",
			"#",
			".",
			"/",
			";",
			"?",
			"&"
		].includes(expr[0])) {
			op = expr[0];
			expr = expr.slice(1);
		}
		const varList = expr.split(/,/g);
		const result2 = [];
		for (const varSpec of varList) {
			const varMatch = /([^:*]*)(?::(\d+)|(\*))?/.exec(varSpec);
			if (!varMatch || !varMatch[1]) continue;
			const varValue = getVarValue({
				isFirst: result2.length === 0,
				op,
				varValue: context[varMatch[1]],
				varName: varMatch[1],
				modifier: varMatch[2] || varMatch[3],
				reserved: option?.allowReserved
			});
			if (varValue) result2.push(varValue);
		}
		return result2.join("");
	}));
}
function normalizeUnreserved(uri) {
	return uri.replace(/%([0-9A-Fa-f]{2})/g, (match, hex) => {
		const char = String.fromCharCode(parseInt(hex, 16));
		if (/[\-.~]/.test(char)) return char;
		return match;
	});
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/cacheRules/operations.js
function _listSend$9(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/cacheRules{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$9(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _cacheRulesListResultDeserializer(result.body);
}
function list$9(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$9(context, resourceGroupName, registryName, options), _listDeserialize$9, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$8(context, resourceGroupName, registryName, cacheRuleName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/cacheRules/{cacheRuleName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		cacheRuleName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$8(result) {
	if (![
		"202",
		"204",
		"200",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$8(context, resourceGroupName, registryName, cacheRuleName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$8, [
		"202",
		"204",
		"200",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$8(context, resourceGroupName, registryName, cacheRuleName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/cacheRules/{cacheRuleName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		cacheRuleName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: cacheRuleUpdateParametersSerializer(cacheRuleUpdateParameters)
	});
}
async function _updateDeserialize$7(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return cacheRuleDeserializer(result.body);
}
function update$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$7, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/cacheRules/{cacheRuleName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		cacheRuleName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: cacheRuleSerializer(cacheRuleCreateParameters)
	});
}
async function _createDeserialize$7(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return cacheRuleDeserializer(result.body);
}
function create$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$7, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$8(context, resourceGroupName, registryName, cacheRuleName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/cacheRules/{cacheRuleName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		cacheRuleName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$8(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return cacheRuleDeserializer(result.body);
}
async function get$8(context, resourceGroupName, registryName, cacheRuleName, options = { requestOptions: {} }) {
	return _getDeserialize$8(await _getSend$8(context, resourceGroupName, registryName, cacheRuleName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/static-helpers/simplePollerHelpers.js
function getSimplePoller(poller) {
	return {
		isDone() {
			return poller.isDone;
		},
		isStopped() {
			throw new Error("isStopped is deprecated. Use abortSignal status to track this instead.");
		},
		getOperationState() {
			if (!poller.operationState) throw new Error("Operation state is not available. The poller may not have been started and you could await submitted() before calling getOperationState().");
			return poller.operationState;
		},
		getResult() {
			return poller.result;
		},
		toString() {
			if (!poller.operationState) throw new Error("Operation state is not available. The poller may not have been started and you could await submitted() before calling getOperationState().");
			return JSON.stringify({ state: poller.operationState });
		},
		stopPolling() {
			throw new Error("stopPolling is deprecated. Use abortSignal to stop polling instead.");
		},
		onProgress: poller.onProgress,
		poll: poller.poll,
		pollUntilDone: poller.pollUntilDone,
		serialize: poller.serialize,
		submitted: poller.submitted
	};
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/cacheRules/index.js
function _getCacheRules(context) {
	return {
		list: (resourceGroupName, registryName, options) => list$9(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, cacheRuleName, options) => $delete$8(context, resourceGroupName, registryName, cacheRuleName, options),
		beginDelete: async (resourceGroupName, registryName, cacheRuleName, options) => {
			const poller = $delete$8(context, resourceGroupName, registryName, cacheRuleName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, cacheRuleName, options) => {
			return await $delete$8(context, resourceGroupName, registryName, cacheRuleName, options);
		},
		update: (resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options) => update$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options) => {
			const poller = update$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options) => {
			return await update$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options) => create$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options),
		beginCreate: async (resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options) => {
			const poller = create$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options) => {
			return await create$7(context, resourceGroupName, registryName, cacheRuleName, cacheRuleCreateParameters, options);
		},
		get: (resourceGroupName, registryName, cacheRuleName, options) => get$8(context, resourceGroupName, registryName, cacheRuleName, options)
	};
}
function _getCacheRulesOperations(context) {
	return { ..._getCacheRules(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/connectedRegistries/operations.js
function _deactivateSend(context, resourceGroupName, registryName, connectedRegistryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/connectedRegistries/{connectedRegistryName}/deactivate{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		connectedRegistryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({ ...operationOptionsToRequestParameters(options) });
}
async function _deactivateDeserialize(result) {
	if (![
		"202",
		"200",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function deactivate(context, resourceGroupName, registryName, connectedRegistryName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _deactivateDeserialize, [
		"202",
		"200",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _deactivateSend(context, resourceGroupName, registryName, connectedRegistryName, options),
		resourceLocationConfig: "location"
	});
}
function _listSend$8(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/connectedRegistries{?api%2Dversion,%24filter}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion,
		"%24filter": options?.filter
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$8(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _connectedRegistryListResultDeserializer(result.body);
}
function list$8(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$8(context, resourceGroupName, registryName, options), _listDeserialize$8, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$7(context, resourceGroupName, registryName, connectedRegistryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/connectedRegistries/{connectedRegistryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		connectedRegistryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$7(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$7(context, resourceGroupName, registryName, connectedRegistryName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$7, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$7(context, resourceGroupName, registryName, connectedRegistryName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/connectedRegistries/{connectedRegistryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		connectedRegistryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: connectedRegistryUpdateParametersSerializer(connectedRegistryUpdateParameters)
	});
}
async function _updateDeserialize$6(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return connectedRegistryDeserializer(result.body);
}
function update$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$6, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/connectedRegistries/{connectedRegistryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		connectedRegistryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: connectedRegistrySerializer(connectedRegistryCreateParameters)
	});
}
async function _createDeserialize$6(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return connectedRegistryDeserializer(result.body);
}
function create$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$6, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$7(context, resourceGroupName, registryName, connectedRegistryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/connectedRegistries/{connectedRegistryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		connectedRegistryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$7(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return connectedRegistryDeserializer(result.body);
}
async function get$7(context, resourceGroupName, registryName, connectedRegistryName, options = { requestOptions: {} }) {
	return _getDeserialize$7(await _getSend$7(context, resourceGroupName, registryName, connectedRegistryName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/connectedRegistries/index.js
function _getConnectedRegistries(context) {
	return {
		deactivate: (resourceGroupName, registryName, connectedRegistryName, options) => deactivate(context, resourceGroupName, registryName, connectedRegistryName, options),
		beginDeactivate: async (resourceGroupName, registryName, connectedRegistryName, options) => {
			const poller = deactivate(context, resourceGroupName, registryName, connectedRegistryName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeactivateAndWait: async (resourceGroupName, registryName, connectedRegistryName, options) => {
			return await deactivate(context, resourceGroupName, registryName, connectedRegistryName, options);
		},
		list: (resourceGroupName, registryName, options) => list$8(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, connectedRegistryName, options) => $delete$7(context, resourceGroupName, registryName, connectedRegistryName, options),
		beginDelete: async (resourceGroupName, registryName, connectedRegistryName, options) => {
			const poller = $delete$7(context, resourceGroupName, registryName, connectedRegistryName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, connectedRegistryName, options) => {
			return await $delete$7(context, resourceGroupName, registryName, connectedRegistryName, options);
		},
		update: (resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options) => update$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options) => {
			const poller = update$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options) => {
			return await update$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options) => create$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options),
		beginCreate: async (resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options) => {
			const poller = create$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options) => {
			return await create$6(context, resourceGroupName, registryName, connectedRegistryName, connectedRegistryCreateParameters, options);
		},
		get: (resourceGroupName, registryName, connectedRegistryName, options) => get$7(context, resourceGroupName, registryName, connectedRegistryName, options)
	};
}
function _getConnectedRegistriesOperations(context) {
	return { ..._getConnectedRegistries(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/credentialSets/operations.js
function _listSend$7(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/credentialSets{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$7(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _credentialSetListResultDeserializer(result.body);
}
function list$7(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$7(context, resourceGroupName, registryName, options), _listDeserialize$7, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$6(context, resourceGroupName, registryName, credentialSetName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/credentialSets/{credentialSetName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		credentialSetName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$6(result) {
	if (![
		"202",
		"204",
		"200",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$6(context, resourceGroupName, registryName, credentialSetName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$6, [
		"202",
		"204",
		"200",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$6(context, resourceGroupName, registryName, credentialSetName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$5(context, resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/credentialSets/{credentialSetName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		credentialSetName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: credentialSetUpdateParametersSerializer(credentialSetUpdateParameters)
	});
}
async function _updateDeserialize$5(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return credentialSetDeserializer(result.body);
}
function update$5(context, resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$5, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$5(context, resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$5(context, resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/credentialSets/{credentialSetName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		credentialSetName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: credentialSetSerializer(credentialSetCreateParameters)
	});
}
async function _createDeserialize$5(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return credentialSetDeserializer(result.body);
}
function create$5(context, resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$5, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$5(context, resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$6(context, resourceGroupName, registryName, credentialSetName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/credentialSets/{credentialSetName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		credentialSetName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$6(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return credentialSetDeserializer(result.body);
}
async function get$6(context, resourceGroupName, registryName, credentialSetName, options = { requestOptions: {} }) {
	return _getDeserialize$6(await _getSend$6(context, resourceGroupName, registryName, credentialSetName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/credentialSets/index.js
function _getCredentialSets(context) {
	return {
		list: (resourceGroupName, registryName, options) => list$7(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, credentialSetName, options) => $delete$6(context, resourceGroupName, registryName, credentialSetName, options),
		beginDelete: async (resourceGroupName, registryName, credentialSetName, options) => {
			const poller = $delete$6(context, resourceGroupName, registryName, credentialSetName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, credentialSetName, options) => {
			return await $delete$6(context, resourceGroupName, registryName, credentialSetName, options);
		},
		update: (resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options) => update$5(context, resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options) => {
			const poller = update$5(context, resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options) => {
			return await update$5(context, resourceGroupName, registryName, credentialSetName, credentialSetUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options) => create$5(context, resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options),
		beginCreate: async (resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options) => {
			const poller = create$5(context, resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options) => {
			return await create$5(context, resourceGroupName, registryName, credentialSetName, credentialSetCreateParameters, options);
		},
		get: (resourceGroupName, registryName, credentialSetName, options) => get$6(context, resourceGroupName, registryName, credentialSetName, options)
	};
}
function _getCredentialSetsOperations(context) {
	return { ..._getCredentialSets(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/operations/operations.js
function _listSend$6(context, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/providers/Microsoft.ContainerRegistry/operations{?api%2Dversion}", { "api%2Dversion": context.apiVersion }, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$6(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _operationListResultDeserializer(result.body);
}
function list$6(context, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$6(context, options), _listDeserialize$6, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/operations/index.js
function _getOperations(context) {
	return { list: (options) => list$6(context, options) };
}
function _getOperationsOperations(context) {
	return { ..._getOperations(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/privateEndpointConnections/operations.js
function _listSend$5(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/privateEndpointConnections{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$5(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _privateEndpointConnectionListResultDeserializer(result.body);
}
function list$5(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$5(context, resourceGroupName, registryName, options), _listDeserialize$5, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/privateEndpointConnections/{privateEndpointConnectionName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		privateEndpointConnectionName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$5(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$5, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options),
		resourceLocationConfig: "location"
	});
}
function _createOrUpdateSend(context, resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/privateEndpointConnections/{privateEndpointConnectionName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		privateEndpointConnectionName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: privateEndpointConnectionSerializer(privateEndpointConnection)
	});
}
async function _createOrUpdateDeserialize(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return privateEndpointConnectionDeserializer(result.body);
}
function createOrUpdate(context, resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createOrUpdateDeserialize, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createOrUpdateSend(context, resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/privateEndpointConnections/{privateEndpointConnectionName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		privateEndpointConnectionName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$5(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return privateEndpointConnectionDeserializer(result.body);
}
async function get$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options = { requestOptions: {} }) {
	return _getDeserialize$5(await _getSend$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/privateEndpointConnections/index.js
function _getPrivateEndpointConnections(context) {
	return {
		list: (resourceGroupName, registryName, options) => list$5(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, privateEndpointConnectionName, options) => $delete$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options),
		beginDelete: async (resourceGroupName, registryName, privateEndpointConnectionName, options) => {
			const poller = $delete$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, privateEndpointConnectionName, options) => {
			return await $delete$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options);
		},
		createOrUpdate: (resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options) => createOrUpdate(context, resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options),
		beginCreateOrUpdate: async (resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options) => {
			const poller = createOrUpdate(context, resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateOrUpdateAndWait: async (resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options) => {
			return await createOrUpdate(context, resourceGroupName, registryName, privateEndpointConnectionName, privateEndpointConnection, options);
		},
		get: (resourceGroupName, registryName, privateEndpointConnectionName, options) => get$5(context, resourceGroupName, registryName, privateEndpointConnectionName, options)
	};
}
function _getPrivateEndpointConnectionsOperations(context) {
	return { ..._getPrivateEndpointConnections(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/registries/operations.js
function _listPrivateLinkResourcesSend(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/privateLinkResources{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listPrivateLinkResourcesDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _privateLinkResourceListResultDeserializer(result.body);
}
function listPrivateLinkResources(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listPrivateLinkResourcesSend(context, resourceGroupName, registryName, options), _listPrivateLinkResourcesDeserialize, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _getPrivateLinkResourceSend(context, resourceGroupName, registryName, groupName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/privateLinkResources/{groupName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		groupName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getPrivateLinkResourceDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return privateLinkResourceDeserializer(result.body);
}
async function getPrivateLinkResource(context, resourceGroupName, registryName, groupName, options = { requestOptions: {} }) {
	return _getPrivateLinkResourceDeserialize(await _getPrivateLinkResourceSend(context, resourceGroupName, registryName, groupName, options));
}
function _checkNameAvailabilitySend(context, registryNameCheckRequest, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/providers/Microsoft.ContainerRegistry/checkNameAvailability{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: registryNameCheckRequestSerializer(registryNameCheckRequest)
	});
}
async function _checkNameAvailabilityDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryNameStatusDeserializer(result.body);
}
async function checkNameAvailability(context, registryNameCheckRequest, options = { requestOptions: {} }) {
	return _checkNameAvailabilityDeserialize(await _checkNameAvailabilitySend(context, registryNameCheckRequest, options));
}
function _generateCredentialsSend(context, resourceGroupName, registryName, generateCredentialsParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/generateCredentials{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: generateCredentialsParametersSerializer(generateCredentialsParameters)
	});
}
async function _generateCredentialsDeserialize(result) {
	if (![
		"202",
		"200",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return generateCredentialsResultDeserializer(result.body);
}
function generateCredentials(context, resourceGroupName, registryName, generateCredentialsParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _generateCredentialsDeserialize, [
		"202",
		"200",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _generateCredentialsSend(context, resourceGroupName, registryName, generateCredentialsParameters, options),
		resourceLocationConfig: "location"
	});
}
function _regenerateCredentialSend(context, resourceGroupName, registryName, regenerateCredentialParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/regenerateCredential{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: regenerateCredentialParametersSerializer(regenerateCredentialParameters)
	});
}
async function _regenerateCredentialDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryListCredentialsResultDeserializer(result.body);
}
async function regenerateCredential(context, resourceGroupName, registryName, regenerateCredentialParameters, options = { requestOptions: {} }) {
	return _regenerateCredentialDeserialize(await _regenerateCredentialSend(context, resourceGroupName, registryName, regenerateCredentialParameters, options));
}
function _listCredentialsSend(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/listCredentials{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listCredentialsDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryListCredentialsResultDeserializer(result.body);
}
async function listCredentials(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return _listCredentialsDeserialize(await _listCredentialsSend(context, resourceGroupName, registryName, options));
}
function _listUsagesSend(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/listUsages{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listUsagesDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryUsageListResultDeserializer(result.body);
}
async function listUsages(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return _listUsagesDeserialize(await _listUsagesSend(context, resourceGroupName, registryName, options));
}
function _importImageSend(context, resourceGroupName, registryName, parameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/importImage{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		body: importImageParametersSerializer(parameters)
	});
}
async function _importImageDeserialize(result) {
	if (![
		"202",
		"200",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function importImage(context, resourceGroupName, registryName, parameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _importImageDeserialize, [
		"202",
		"200",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _importImageSend(context, resourceGroupName, registryName, parameters, options),
		resourceLocationConfig: "location"
	});
}
function _listSend$4(context, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/providers/Microsoft.ContainerRegistry/registries{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$4(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _registryListResultDeserializer(result.body);
}
function list$4(context, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$4(context, options), _listDeserialize$4, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _listByResourceGroupSend(context, resourceGroupName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listByResourceGroupDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _registryListResultDeserializer(result.body);
}
function listByResourceGroup(context, resourceGroupName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listByResourceGroupSend(context, resourceGroupName, options), _listByResourceGroupDeserialize, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$4(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$4(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$4(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$4, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$4(context, resourceGroupName, registryName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$4(context, resourceGroupName, registryName, registryUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: registryUpdateParametersSerializer(registryUpdateParameters)
	});
}
async function _updateDeserialize$4(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryDeserializer(result.body);
}
function update$4(context, resourceGroupName, registryName, registryUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$4, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$4(context, resourceGroupName, registryName, registryUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$4(context, resourceGroupName, registryName, registry, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: registrySerializer(registry)
	});
}
async function _createDeserialize$4(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryDeserializer(result.body);
}
function create$4(context, resourceGroupName, registryName, registry, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$4, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$4(context, resourceGroupName, registryName, registry, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$4(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$4(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return registryDeserializer(result.body);
}
async function get$4(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return _getDeserialize$4(await _getSend$4(context, resourceGroupName, registryName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/registries/index.js
function _getRegistries(context) {
	return {
		listPrivateLinkResources: (resourceGroupName, registryName, options) => listPrivateLinkResources(context, resourceGroupName, registryName, options),
		getPrivateLinkResource: (resourceGroupName, registryName, groupName, options) => getPrivateLinkResource(context, resourceGroupName, registryName, groupName, options),
		checkNameAvailability: (registryNameCheckRequest, options) => checkNameAvailability(context, registryNameCheckRequest, options),
		generateCredentials: (resourceGroupName, registryName, generateCredentialsParameters, options) => generateCredentials(context, resourceGroupName, registryName, generateCredentialsParameters, options),
		beginGenerateCredentials: async (resourceGroupName, registryName, generateCredentialsParameters, options) => {
			const poller = generateCredentials(context, resourceGroupName, registryName, generateCredentialsParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginGenerateCredentialsAndWait: async (resourceGroupName, registryName, generateCredentialsParameters, options) => {
			return await generateCredentials(context, resourceGroupName, registryName, generateCredentialsParameters, options);
		},
		regenerateCredential: (resourceGroupName, registryName, regenerateCredentialParameters, options) => regenerateCredential(context, resourceGroupName, registryName, regenerateCredentialParameters, options),
		listCredentials: (resourceGroupName, registryName, options) => listCredentials(context, resourceGroupName, registryName, options),
		listUsages: (resourceGroupName, registryName, options) => listUsages(context, resourceGroupName, registryName, options),
		importImage: (resourceGroupName, registryName, parameters, options) => importImage(context, resourceGroupName, registryName, parameters, options),
		beginImportImage: async (resourceGroupName, registryName, parameters, options) => {
			const poller = importImage(context, resourceGroupName, registryName, parameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginImportImageAndWait: async (resourceGroupName, registryName, parameters, options) => {
			return await importImage(context, resourceGroupName, registryName, parameters, options);
		},
		list: (options) => list$4(context, options),
		listByResourceGroup: (resourceGroupName, options) => listByResourceGroup(context, resourceGroupName, options),
		delete: (resourceGroupName, registryName, options) => $delete$4(context, resourceGroupName, registryName, options),
		beginDelete: async (resourceGroupName, registryName, options) => {
			const poller = $delete$4(context, resourceGroupName, registryName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, options) => {
			return await $delete$4(context, resourceGroupName, registryName, options);
		},
		update: (resourceGroupName, registryName, registryUpdateParameters, options) => update$4(context, resourceGroupName, registryName, registryUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, registryUpdateParameters, options) => {
			const poller = update$4(context, resourceGroupName, registryName, registryUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, registryUpdateParameters, options) => {
			return await update$4(context, resourceGroupName, registryName, registryUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, registry, options) => create$4(context, resourceGroupName, registryName, registry, options),
		beginCreate: async (resourceGroupName, registryName, registry, options) => {
			const poller = create$4(context, resourceGroupName, registryName, registry, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, registry, options) => {
			return await create$4(context, resourceGroupName, registryName, registry, options);
		},
		get: (resourceGroupName, registryName, options) => get$4(context, resourceGroupName, registryName, options)
	};
}
function _getRegistriesOperations(context) {
	return { ..._getRegistries(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/replications/operations.js
function _listSend$3(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/replications{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$3(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _replicationListResultDeserializer(result.body);
}
function list$3(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$3(context, resourceGroupName, registryName, options), _listDeserialize$3, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$3(context, resourceGroupName, registryName, replicationName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/replications/{replicationName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		replicationName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$3(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$3(context, resourceGroupName, registryName, replicationName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$3, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$3(context, resourceGroupName, registryName, replicationName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$3(context, resourceGroupName, registryName, replicationName, replicationUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/replications/{replicationName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		replicationName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: replicationUpdateParametersSerializer(replicationUpdateParameters)
	});
}
async function _updateDeserialize$3(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return replicationDeserializer(result.body);
}
function update$3(context, resourceGroupName, registryName, replicationName, replicationUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$3, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$3(context, resourceGroupName, registryName, replicationName, replicationUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$3(context, resourceGroupName, registryName, replicationName, replication, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/replications/{replicationName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		replicationName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: replicationSerializer(replication)
	});
}
async function _createDeserialize$3(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return replicationDeserializer(result.body);
}
function create$3(context, resourceGroupName, registryName, replicationName, replication, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$3, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$3(context, resourceGroupName, registryName, replicationName, replication, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$3(context, resourceGroupName, registryName, replicationName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/replications/{replicationName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		replicationName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$3(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return replicationDeserializer(result.body);
}
async function get$3(context, resourceGroupName, registryName, replicationName, options = { requestOptions: {} }) {
	return _getDeserialize$3(await _getSend$3(context, resourceGroupName, registryName, replicationName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/replications/index.js
function _getReplications(context) {
	return {
		list: (resourceGroupName, registryName, options) => list$3(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, replicationName, options) => $delete$3(context, resourceGroupName, registryName, replicationName, options),
		beginDelete: async (resourceGroupName, registryName, replicationName, options) => {
			const poller = $delete$3(context, resourceGroupName, registryName, replicationName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, replicationName, options) => {
			return await $delete$3(context, resourceGroupName, registryName, replicationName, options);
		},
		update: (resourceGroupName, registryName, replicationName, replicationUpdateParameters, options) => update$3(context, resourceGroupName, registryName, replicationName, replicationUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, replicationName, replicationUpdateParameters, options) => {
			const poller = update$3(context, resourceGroupName, registryName, replicationName, replicationUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, replicationName, replicationUpdateParameters, options) => {
			return await update$3(context, resourceGroupName, registryName, replicationName, replicationUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, replicationName, replication, options) => create$3(context, resourceGroupName, registryName, replicationName, replication, options),
		beginCreate: async (resourceGroupName, registryName, replicationName, replication, options) => {
			const poller = create$3(context, resourceGroupName, registryName, replicationName, replication, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, replicationName, replication, options) => {
			return await create$3(context, resourceGroupName, registryName, replicationName, replication, options);
		},
		get: (resourceGroupName, registryName, replicationName, options) => get$3(context, resourceGroupName, registryName, replicationName, options)
	};
}
function _getReplicationsOperations(context) {
	return { ..._getReplications(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/scopeMaps/operations.js
function _listSend$2(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/scopeMaps{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$2(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _scopeMapListResultDeserializer(result.body);
}
function list$2(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$2(context, resourceGroupName, registryName, options), _listDeserialize$2, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$2(context, resourceGroupName, registryName, scopeMapName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/scopeMaps/{scopeMapName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		scopeMapName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$2(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$2(context, resourceGroupName, registryName, scopeMapName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$2, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$2(context, resourceGroupName, registryName, scopeMapName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$2(context, resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/scopeMaps/{scopeMapName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		scopeMapName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: scopeMapUpdateParametersSerializer(scopeMapUpdateParameters)
	});
}
async function _updateDeserialize$2(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return scopeMapDeserializer(result.body);
}
function update$2(context, resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$2, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$2(context, resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$2(context, resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/scopeMaps/{scopeMapName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		scopeMapName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: scopeMapSerializer(scopeMapCreateParameters)
	});
}
async function _createDeserialize$2(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return scopeMapDeserializer(result.body);
}
function create$2(context, resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$2, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$2(context, resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$2(context, resourceGroupName, registryName, scopeMapName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/scopeMaps/{scopeMapName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		scopeMapName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$2(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return scopeMapDeserializer(result.body);
}
async function get$2(context, resourceGroupName, registryName, scopeMapName, options = { requestOptions: {} }) {
	return _getDeserialize$2(await _getSend$2(context, resourceGroupName, registryName, scopeMapName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/scopeMaps/index.js
function _getScopeMaps(context) {
	return {
		list: (resourceGroupName, registryName, options) => list$2(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, scopeMapName, options) => $delete$2(context, resourceGroupName, registryName, scopeMapName, options),
		beginDelete: async (resourceGroupName, registryName, scopeMapName, options) => {
			const poller = $delete$2(context, resourceGroupName, registryName, scopeMapName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, scopeMapName, options) => {
			return await $delete$2(context, resourceGroupName, registryName, scopeMapName, options);
		},
		update: (resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options) => update$2(context, resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options) => {
			const poller = update$2(context, resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options) => {
			return await update$2(context, resourceGroupName, registryName, scopeMapName, scopeMapUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options) => create$2(context, resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options),
		beginCreate: async (resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options) => {
			const poller = create$2(context, resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options) => {
			return await create$2(context, resourceGroupName, registryName, scopeMapName, scopeMapCreateParameters, options);
		},
		get: (resourceGroupName, registryName, scopeMapName, options) => get$2(context, resourceGroupName, registryName, scopeMapName, options)
	};
}
function _getScopeMapsOperations(context) {
	return { ..._getScopeMaps(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/tokens/operations.js
function _listSend$1(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/tokens{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize$1(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _tokenListResultDeserializer(result.body);
}
function list$1(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend$1(context, resourceGroupName, registryName, options), _listDeserialize$1, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend$1(context, resourceGroupName, registryName, tokenName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/tokens/{tokenName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		tokenName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize$1(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete$1(context, resourceGroupName, registryName, tokenName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize$1, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend$1(context, resourceGroupName, registryName, tokenName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend$1(context, resourceGroupName, registryName, tokenName, tokenUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/tokens/{tokenName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		tokenName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: tokenUpdateParametersSerializer(tokenUpdateParameters)
	});
}
async function _updateDeserialize$1(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return tokenDeserializer(result.body);
}
function update$1(context, resourceGroupName, registryName, tokenName, tokenUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize$1, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend$1(context, resourceGroupName, registryName, tokenName, tokenUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend$1(context, resourceGroupName, registryName, tokenName, tokenCreateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/tokens/{tokenName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		tokenName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: tokenSerializer(tokenCreateParameters)
	});
}
async function _createDeserialize$1(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return tokenDeserializer(result.body);
}
function create$1(context, resourceGroupName, registryName, tokenName, tokenCreateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize$1, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend$1(context, resourceGroupName, registryName, tokenName, tokenCreateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend$1(context, resourceGroupName, registryName, tokenName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/tokens/{tokenName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		tokenName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize$1(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return tokenDeserializer(result.body);
}
async function get$1(context, resourceGroupName, registryName, tokenName, options = { requestOptions: {} }) {
	return _getDeserialize$1(await _getSend$1(context, resourceGroupName, registryName, tokenName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/tokens/index.js
function _getTokens(context) {
	return {
		list: (resourceGroupName, registryName, options) => list$1(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, tokenName, options) => $delete$1(context, resourceGroupName, registryName, tokenName, options),
		beginDelete: async (resourceGroupName, registryName, tokenName, options) => {
			const poller = $delete$1(context, resourceGroupName, registryName, tokenName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, tokenName, options) => {
			return await $delete$1(context, resourceGroupName, registryName, tokenName, options);
		},
		update: (resourceGroupName, registryName, tokenName, tokenUpdateParameters, options) => update$1(context, resourceGroupName, registryName, tokenName, tokenUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, tokenName, tokenUpdateParameters, options) => {
			const poller = update$1(context, resourceGroupName, registryName, tokenName, tokenUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, tokenName, tokenUpdateParameters, options) => {
			return await update$1(context, resourceGroupName, registryName, tokenName, tokenUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, tokenName, tokenCreateParameters, options) => create$1(context, resourceGroupName, registryName, tokenName, tokenCreateParameters, options),
		beginCreate: async (resourceGroupName, registryName, tokenName, tokenCreateParameters, options) => {
			const poller = create$1(context, resourceGroupName, registryName, tokenName, tokenCreateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, tokenName, tokenCreateParameters, options) => {
			return await create$1(context, resourceGroupName, registryName, tokenName, tokenCreateParameters, options);
		},
		get: (resourceGroupName, registryName, tokenName, options) => get$1(context, resourceGroupName, registryName, tokenName, options)
	};
}
function _getTokensOperations(context) {
	return { ..._getTokens(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/api/webhooks/operations.js
function _getCallbackConfigSend(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}/getCallbackConfig{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getCallbackConfigDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return callbackConfigDeserializer(result.body);
}
async function getCallbackConfig(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	return _getCallbackConfigDeserialize(await _getCallbackConfigSend(context, resourceGroupName, registryName, webhookName, options));
}
function _listEventsSend(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}/listEvents{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listEventsDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _eventListResultDeserializer(result.body);
}
function listEvents(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listEventsSend(context, resourceGroupName, registryName, webhookName, options), _listEventsDeserialize, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _pingSend(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}/ping{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).post({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _pingDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return eventInfoDeserializer(result.body);
}
async function ping(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	return _pingDeserialize(await _pingSend(context, resourceGroupName, registryName, webhookName, options));
}
function _listSend(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _listDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return _webhookListResultDeserializer(result.body);
}
function list(context, resourceGroupName, registryName, options = { requestOptions: {} }) {
	return buildPagedAsyncIterator(context, () => _listSend(context, resourceGroupName, registryName, options), _listDeserialize, ["200"], {
		itemName: "value",
		nextLinkName: "nextLink"
	});
}
function _$deleteSend(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).delete({ ...operationOptionsToRequestParameters(options) });
}
async function _$deleteDeserialize(result) {
	if (![
		"200",
		"202",
		"204",
		"201"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
}
function $delete(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _$deleteDeserialize, [
		"200",
		"202",
		"204",
		"201"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _$deleteSend(context, resourceGroupName, registryName, webhookName, options),
		resourceLocationConfig: "location"
	});
}
function _updateSend(context, resourceGroupName, registryName, webhookName, webhookUpdateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).patch({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: webhookUpdateParametersSerializer(webhookUpdateParameters)
	});
}
async function _updateDeserialize(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return webhookDeserializer(result.body);
}
function update(context, resourceGroupName, registryName, webhookName, webhookUpdateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _updateDeserialize, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _updateSend(context, resourceGroupName, registryName, webhookName, webhookUpdateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _createSend(context, resourceGroupName, registryName, webhookName, webhookCreateParameters, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).put({
		...operationOptionsToRequestParameters(options),
		contentType: "application/json",
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		},
		body: webhookCreateParametersSerializer(webhookCreateParameters)
	});
}
async function _createDeserialize(result) {
	if (![
		"200",
		"201",
		"202"
	].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return webhookDeserializer(result.body);
}
function create(context, resourceGroupName, registryName, webhookName, webhookCreateParameters, options = { requestOptions: {} }) {
	return getLongRunningPoller(context, _createDeserialize, [
		"200",
		"201",
		"202"
	], {
		updateIntervalInMs: options?.updateIntervalInMs,
		abortSignal: options?.abortSignal,
		getInitialResponse: () => _createSend(context, resourceGroupName, registryName, webhookName, webhookCreateParameters, options),
		resourceLocationConfig: "azure-async-operation"
	});
}
function _getSend(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	const path = expandUrlTemplate("/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}/webhooks/{webhookName}{?api%2Dversion}", {
		subscriptionId: context.subscriptionId,
		resourceGroupName,
		registryName,
		webhookName,
		"api%2Dversion": context.apiVersion
	}, { allowReserved: options?.requestOptions?.skipUrlEncoding });
	return context.path(path).get({
		...operationOptionsToRequestParameters(options),
		headers: {
			accept: "application/json",
			...options.requestOptions?.headers
		}
	});
}
async function _getDeserialize(result) {
	if (!["200"].includes(result.status)) {
		const error = createRestError(result);
		error.details = errorResponseDeserializer(result.body);
		throw error;
	}
	return webhookDeserializer(result.body);
}
async function get(context, resourceGroupName, registryName, webhookName, options = { requestOptions: {} }) {
	return _getDeserialize(await _getSend(context, resourceGroupName, registryName, webhookName, options));
}

// node_modules/@azure/arm-containerregistry/dist/esm/classic/webhooks/index.js
function _getWebhooks(context) {
	return {
		getCallbackConfig: (resourceGroupName, registryName, webhookName, options) => getCallbackConfig(context, resourceGroupName, registryName, webhookName, options),
		listEvents: (resourceGroupName, registryName, webhookName, options) => listEvents(context, resourceGroupName, registryName, webhookName, options),
		ping: (resourceGroupName, registryName, webhookName, options) => ping(context, resourceGroupName, registryName, webhookName, options),
		list: (resourceGroupName, registryName, options) => list(context, resourceGroupName, registryName, options),
		delete: (resourceGroupName, registryName, webhookName, options) => $delete(context, resourceGroupName, registryName, webhookName, options),
		beginDelete: async (resourceGroupName, registryName, webhookName, options) => {
			const poller = $delete(context, resourceGroupName, registryName, webhookName, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginDeleteAndWait: async (resourceGroupName, registryName, webhookName, options) => {
			return await $delete(context, resourceGroupName, registryName, webhookName, options);
		},
		update: (resourceGroupName, registryName, webhookName, webhookUpdateParameters, options) => update(context, resourceGroupName, registryName, webhookName, webhookUpdateParameters, options),
		beginUpdate: async (resourceGroupName, registryName, webhookName, webhookUpdateParameters, options) => {
			const poller = update(context, resourceGroupName, registryName, webhookName, webhookUpdateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginUpdateAndWait: async (resourceGroupName, registryName, webhookName, webhookUpdateParameters, options) => {
			return await update(context, resourceGroupName, registryName, webhookName, webhookUpdateParameters, options);
		},
		create: (resourceGroupName, registryName, webhookName, webhookCreateParameters, options) => create(context, resourceGroupName, registryName, webhookName, webhookCreateParameters, options),
		beginCreate: async (resourceGroupName, registryName, webhookName, webhookCreateParameters, options) => {
			const poller = create(context, resourceGroupName, registryName, webhookName, webhookCreateParameters, options);
			await poller.submitted();
			return getSimplePoller(poller);
		},
		beginCreateAndWait: async (resourceGroupName, registryName, webhookName, webhookCreateParameters, options) => {
			return await create(context, resourceGroupName, registryName, webhookName, webhookCreateParameters, options);
		},
		get: (resourceGroupName, registryName, webhookName, options) => get(context, resourceGroupName, registryName, webhookName, options)
	};
}
function _getWebhooksOperations(context) {
	return { ..._getWebhooks(context) };
}

// node_modules/@azure/arm-containerregistry/dist/esm/containerRegistryManagementClient.js
var ContainerRegistryManagementClient = class {
	_client;
	/** The pipeline used by this client to make requests */
	pipeline;
	/** The Microsoft Azure Container Registry management API provides create, read, update, and delete functionality for Azure Container Registry resources including registries, replications, webhooks, tasks, runs, and other registry components. */
	constructor(credential, subscriptionIdOrOptions, options) {
		let subscriptionId;
		if (typeof subscriptionIdOrOptions === "string") subscriptionId = subscriptionIdOrOptions;
		else if (typeof subscriptionIdOrOptions === "object") options = subscriptionIdOrOptions;
		options = options ?? {};
		const prefixFromOptions = options?.userAgentOptions?.userAgentPrefix;
		const userAgentPrefix = prefixFromOptions ? `${prefixFromOptions} azsdk-js-client` : `azsdk-js-client`;
		this._client = createContainerRegistryManagement(credential, subscriptionId ?? "", {
			...options,
			userAgentOptions: { userAgentPrefix }
		});
		this.pipeline = this._client.pipeline;
		this.webhooks = _getWebhooksOperations(this._client);
		this.tokens = _getTokensOperations(this._client);
		this.scopeMaps = _getScopeMapsOperations(this._client);
		this.replications = _getReplicationsOperations(this._client);
		this.privateEndpointConnections = _getPrivateEndpointConnectionsOperations(this._client);
		this.connectedRegistries = _getConnectedRegistriesOperations(this._client);
		this.credentialSets = _getCredentialSetsOperations(this._client);
		this.cacheRules = _getCacheRulesOperations(this._client);
		this.registries = _getRegistriesOperations(this._client);
		this.operations = _getOperationsOperations(this._client);
	}
	/** The operation groups for webhooks */
	webhooks;
	/** The operation groups for tokens */
	tokens;
	/** The operation groups for scopeMaps */
	scopeMaps;
	/** The operation groups for replications */
	replications;
	/** The operation groups for privateEndpointConnections */
	privateEndpointConnections;
	/** The operation groups for connectedRegistries */
	connectedRegistries;
	/** The operation groups for credentialSets */
	credentialSets;
	/** The operation groups for cacheRules */
	cacheRules;
	/** The operation groups for registries */
	registries;
	/** The operation groups for operations */
	operations;
};

// node_modules/@azure/container-registry/dist/esm/logger.js
const logger = createClientLogger("container-registry");

// node_modules/@azure/container-registry/dist/esm/generated/models/mappers.js
var mappers_exports = /* @__PURE__ */ __exportAll({
	AcrAccessToken: () => AcrAccessToken,
	AcrErrorInfo: () => AcrErrorInfo,
	AcrErrors: () => AcrErrors,
	AcrManifests: () => AcrManifests,
	AcrRefreshToken: () => AcrRefreshToken,
	Annotations: () => Annotations,
	ArtifactManifestPlatform: () => ArtifactManifestPlatform,
	ArtifactManifestProperties: () => ArtifactManifestProperties,
	ArtifactTagProperties: () => ArtifactTagProperties,
	ContainerRegistryBlobCheckBlobExistsHeaders: () => ContainerRegistryBlobCheckBlobExistsHeaders,
	ContainerRegistryBlobCheckChunkExistsHeaders: () => ContainerRegistryBlobCheckChunkExistsHeaders,
	ContainerRegistryBlobCompleteUploadHeaders: () => ContainerRegistryBlobCompleteUploadHeaders,
	ContainerRegistryBlobDeleteBlobHeaders: () => ContainerRegistryBlobDeleteBlobHeaders,
	ContainerRegistryBlobGetBlobHeaders: () => ContainerRegistryBlobGetBlobHeaders,
	ContainerRegistryBlobGetChunkHeaders: () => ContainerRegistryBlobGetChunkHeaders,
	ContainerRegistryBlobGetUploadStatusHeaders: () => ContainerRegistryBlobGetUploadStatusHeaders,
	ContainerRegistryBlobMountBlobHeaders: () => ContainerRegistryBlobMountBlobHeaders,
	ContainerRegistryBlobStartUploadHeaders: () => ContainerRegistryBlobStartUploadHeaders,
	ContainerRegistryBlobUploadChunkHeaders: () => ContainerRegistryBlobUploadChunkHeaders,
	ContainerRegistryCreateManifestHeaders: () => ContainerRegistryCreateManifestHeaders,
	ContainerRegistryGetManifestHeaders: () => ContainerRegistryGetManifestHeaders,
	ContainerRegistryGetManifestsHeaders: () => ContainerRegistryGetManifestsHeaders,
	ContainerRegistryGetManifestsNextHeaders: () => ContainerRegistryGetManifestsNextHeaders,
	ContainerRegistryGetRepositoriesHeaders: () => ContainerRegistryGetRepositoriesHeaders,
	ContainerRegistryGetRepositoriesNextHeaders: () => ContainerRegistryGetRepositoriesNextHeaders,
	ContainerRegistryGetTagsHeaders: () => ContainerRegistryGetTagsHeaders,
	ContainerRegistryGetTagsNextHeaders: () => ContainerRegistryGetTagsNextHeaders,
	ContainerRepositoryProperties: () => ContainerRepositoryProperties,
	DeleteRepositoryResult: () => DeleteRepositoryResult,
	Descriptor: () => Descriptor,
	FsLayer: () => FsLayer,
	History: () => History,
	ImageSignature: () => ImageSignature,
	JWKHeader: () => JWKHeader,
	Jwk: () => Jwk,
	Manifest: () => Manifest,
	ManifestAttributesBase: () => ManifestAttributesBase,
	ManifestAttributesManifest: () => ManifestAttributesManifest,
	ManifestList: () => ManifestList,
	ManifestListAttributes: () => ManifestListAttributes,
	ManifestWrapper: () => ManifestWrapper,
	ManifestWriteableProperties: () => ManifestWriteableProperties,
	OCIIndex: () => OCIIndex,
	OCIManifest: () => OCIManifest,
	Paths108HwamOauth2ExchangePostRequestbodyContentApplicationXWwwFormUrlencodedSchema: () => Paths108HwamOauth2ExchangePostRequestbodyContentApplicationXWwwFormUrlencodedSchema,
	PathsV3R3RxOauth2TokenPostRequestbodyContentApplicationXWwwFormUrlencodedSchema: () => PathsV3R3RxOauth2TokenPostRequestbodyContentApplicationXWwwFormUrlencodedSchema,
	Platform: () => Platform,
	Repositories: () => Repositories,
	RepositoryTags: () => RepositoryTags,
	RepositoryWriteableProperties: () => RepositoryWriteableProperties,
	TagAttributesBase: () => TagAttributesBase,
	TagAttributesTag: () => TagAttributesTag,
	TagList: () => TagList,
	TagWriteableProperties: () => TagWriteableProperties,
	V1Manifest: () => V1Manifest,
	V2Manifest: () => V2Manifest
});
const AcrErrors = { type: {
	name: "Composite",
	className: "AcrErrors",
	modelProperties: { errors: {
		serializedName: "errors",
		type: {
			name: "Sequence",
			element: { type: {
				name: "Composite",
				className: "AcrErrorInfo"
			} }
		}
	} }
} };
const AcrErrorInfo = { type: {
	name: "Composite",
	className: "AcrErrorInfo",
	modelProperties: {
		code: {
			serializedName: "code",
			type: { name: "String" }
		},
		message: {
			serializedName: "message",
			type: { name: "String" }
		},
		detail: {
			serializedName: "detail",
			type: {
				name: "Dictionary",
				value: { type: { name: "any" } }
			}
		}
	}
} };
const Repositories = { type: {
	name: "Composite",
	className: "Repositories",
	modelProperties: {
		repositories: {
			serializedName: "repositories",
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		},
		link: {
			serializedName: "link",
			type: { name: "String" }
		}
	}
} };
const ContainerRepositoryProperties = { type: {
	name: "Composite",
	className: "ContainerRepositoryProperties",
	modelProperties: {
		registryLoginServer: {
			serializedName: "registry",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		name: {
			serializedName: "imageName",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		createdOn: {
			serializedName: "createdTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		lastUpdatedOn: {
			serializedName: "lastUpdateTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		manifestCount: {
			serializedName: "manifestCount",
			required: true,
			readOnly: true,
			type: { name: "Number" }
		},
		tagCount: {
			serializedName: "tagCount",
			required: true,
			readOnly: true,
			type: { name: "Number" }
		},
		canDelete: {
			serializedName: "changeableAttributes.deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "changeableAttributes.writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "changeableAttributes.listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "changeableAttributes.readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const RepositoryWriteableProperties = { type: {
	name: "Composite",
	className: "RepositoryWriteableProperties",
	modelProperties: {
		canDelete: {
			serializedName: "deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const TagList = { type: {
	name: "Composite",
	className: "TagList",
	modelProperties: {
		registryLoginServer: {
			serializedName: "registry",
			required: true,
			type: { name: "String" }
		},
		repository: {
			serializedName: "imageName",
			required: true,
			type: { name: "String" }
		},
		tagAttributeBases: {
			serializedName: "tags",
			required: true,
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "TagAttributesBase"
				} }
			}
		},
		link: {
			serializedName: "link",
			type: { name: "String" }
		}
	}
} };
const TagAttributesBase = { type: {
	name: "Composite",
	className: "TagAttributesBase",
	modelProperties: {
		name: {
			serializedName: "name",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		digest: {
			serializedName: "digest",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		createdOn: {
			serializedName: "createdTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		lastUpdatedOn: {
			serializedName: "lastUpdateTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		canDelete: {
			serializedName: "changeableAttributes.deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "changeableAttributes.writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "changeableAttributes.listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "changeableAttributes.readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const TagWriteableProperties = { type: {
	name: "Composite",
	className: "TagWriteableProperties",
	modelProperties: {
		canDelete: {
			serializedName: "deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const ArtifactTagProperties = { type: {
	name: "Composite",
	className: "ArtifactTagProperties",
	modelProperties: {
		registryLoginServer: {
			serializedName: "registry",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		repositoryName: {
			serializedName: "imageName",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		name: {
			serializedName: "tag.name",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		digest: {
			serializedName: "tag.digest",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		createdOn: {
			serializedName: "tag.createdTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		lastUpdatedOn: {
			serializedName: "tag.lastUpdateTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		canDelete: {
			serializedName: "tag.changeableAttributes.deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "tag.changeableAttributes.writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "tag.changeableAttributes.listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "tag.changeableAttributes.readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const AcrManifests = { type: {
	name: "Composite",
	className: "AcrManifests",
	modelProperties: {
		registryLoginServer: {
			serializedName: "registry",
			type: { name: "String" }
		},
		repository: {
			serializedName: "imageName",
			type: { name: "String" }
		},
		manifests: {
			serializedName: "manifests",
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "ManifestAttributesBase"
				} }
			}
		},
		link: {
			serializedName: "link",
			type: { name: "String" }
		}
	}
} };
const ManifestAttributesBase = { type: {
	name: "Composite",
	className: "ManifestAttributesBase",
	modelProperties: {
		digest: {
			serializedName: "digest",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		size: {
			serializedName: "imageSize",
			readOnly: true,
			type: { name: "Number" }
		},
		createdOn: {
			serializedName: "createdTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		lastUpdatedOn: {
			serializedName: "lastUpdateTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		architecture: {
			serializedName: "architecture",
			readOnly: true,
			nullable: true,
			type: { name: "String" }
		},
		operatingSystem: {
			serializedName: "os",
			readOnly: true,
			nullable: true,
			type: { name: "String" }
		},
		relatedArtifacts: {
			serializedName: "references",
			readOnly: true,
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "ArtifactManifestPlatform"
				} }
			}
		},
		tags: {
			serializedName: "tags",
			readOnly: true,
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		},
		canDelete: {
			serializedName: "changeableAttributes.deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "changeableAttributes.writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "changeableAttributes.listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "changeableAttributes.readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const ArtifactManifestPlatform = { type: {
	name: "Composite",
	className: "ArtifactManifestPlatform",
	modelProperties: {
		digest: {
			serializedName: "digest",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		architecture: {
			serializedName: "architecture",
			readOnly: true,
			type: { name: "String" }
		},
		operatingSystem: {
			serializedName: "os",
			readOnly: true,
			type: { name: "String" }
		}
	}
} };
const ManifestWriteableProperties = { type: {
	name: "Composite",
	className: "ManifestWriteableProperties",
	modelProperties: {
		canDelete: {
			serializedName: "deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const ArtifactManifestProperties = { type: {
	name: "Composite",
	className: "ArtifactManifestProperties",
	modelProperties: {
		registryLoginServer: {
			serializedName: "registry",
			readOnly: true,
			type: { name: "String" }
		},
		repositoryName: {
			serializedName: "imageName",
			readOnly: true,
			type: { name: "String" }
		},
		digest: {
			serializedName: "manifest.digest",
			required: true,
			readOnly: true,
			type: { name: "String" }
		},
		size: {
			serializedName: "manifest.imageSize",
			readOnly: true,
			type: { name: "Number" }
		},
		createdOn: {
			serializedName: "manifest.createdTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		lastUpdatedOn: {
			serializedName: "manifest.lastUpdateTime",
			required: true,
			readOnly: true,
			type: { name: "DateTime" }
		},
		architecture: {
			serializedName: "manifest.architecture",
			readOnly: true,
			nullable: true,
			type: { name: "String" }
		},
		operatingSystem: {
			serializedName: "manifest.os",
			readOnly: true,
			nullable: true,
			type: { name: "String" }
		},
		relatedArtifacts: {
			serializedName: "manifest.references",
			readOnly: true,
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "ArtifactManifestPlatform"
				} }
			}
		},
		tags: {
			serializedName: "manifest.tags",
			readOnly: true,
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		},
		canDelete: {
			serializedName: "manifest.changeableAttributes.deleteEnabled",
			type: { name: "Boolean" }
		},
		canWrite: {
			serializedName: "manifest.changeableAttributes.writeEnabled",
			type: { name: "Boolean" }
		},
		canList: {
			serializedName: "manifest.changeableAttributes.listEnabled",
			type: { name: "Boolean" }
		},
		canRead: {
			serializedName: "manifest.changeableAttributes.readEnabled",
			type: { name: "Boolean" }
		}
	}
} };
const AcrRefreshToken = { type: {
	name: "Composite",
	className: "AcrRefreshToken",
	modelProperties: { refreshToken: {
		serializedName: "refresh_token",
		type: { name: "String" }
	} }
} };
const AcrAccessToken = { type: {
	name: "Composite",
	className: "AcrAccessToken",
	modelProperties: { accessToken: {
		serializedName: "access_token",
		type: { name: "String" }
	} }
} };
const RepositoryTags = { type: {
	name: "Composite",
	className: "RepositoryTags",
	modelProperties: {
		name: {
			serializedName: "name",
			type: { name: "String" }
		},
		tags: {
			serializedName: "tags",
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		}
	}
} };
const ImageSignature = { type: {
	name: "Composite",
	className: "ImageSignature",
	modelProperties: {
		header: {
			serializedName: "header",
			type: {
				name: "Composite",
				className: "Jwk"
			}
		},
		signature: {
			serializedName: "signature",
			type: { name: "String" }
		},
		protected: {
			serializedName: "protected",
			type: { name: "String" }
		}
	}
} };
const Jwk = { type: {
	name: "Composite",
	className: "Jwk",
	modelProperties: {
		jwk: {
			serializedName: "jwk",
			type: {
				name: "Composite",
				className: "JWKHeader"
			}
		},
		alg: {
			serializedName: "alg",
			type: { name: "String" }
		}
	}
} };
const JWKHeader = { type: {
	name: "Composite",
	className: "JWKHeader",
	modelProperties: {
		crv: {
			serializedName: "crv",
			type: { name: "String" }
		},
		kid: {
			serializedName: "kid",
			type: { name: "String" }
		},
		kty: {
			serializedName: "kty",
			type: { name: "String" }
		},
		x: {
			serializedName: "x",
			type: { name: "String" }
		},
		y: {
			serializedName: "y",
			type: { name: "String" }
		}
	}
} };
const History = { type: {
	name: "Composite",
	className: "History",
	modelProperties: { v1Compatibility: {
		serializedName: "v1Compatibility",
		type: { name: "String" }
	} }
} };
const DeleteRepositoryResult = { type: {
	name: "Composite",
	className: "DeleteRepositoryResult",
	modelProperties: {
		deletedManifests: {
			serializedName: "manifestsDeleted",
			readOnly: true,
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		},
		deletedTags: {
			serializedName: "tagsDeleted",
			readOnly: true,
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		}
	}
} };
const FsLayer = { type: {
	name: "Composite",
	className: "FsLayer",
	modelProperties: { blobSum: {
		serializedName: "blobSum",
		type: { name: "String" }
	} }
} };
const Descriptor = { type: {
	name: "Composite",
	className: "Descriptor",
	modelProperties: {
		mediaType: {
			serializedName: "mediaType",
			type: { name: "String" }
		},
		size: {
			serializedName: "size",
			type: { name: "Number" }
		},
		digest: {
			serializedName: "digest",
			type: { name: "String" }
		},
		urls: {
			serializedName: "urls",
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		},
		annotations: {
			serializedName: "annotations",
			type: {
				name: "Composite",
				className: "Annotations"
			}
		}
	}
} };
const Annotations = { type: {
	name: "Composite",
	className: "Annotations",
	additionalProperties: { type: { name: "Object" } },
	modelProperties: {
		created: {
			serializedName: "org\\.opencontainers\\.image\\.created",
			type: { name: "DateTime" }
		},
		authors: {
			serializedName: "org\\.opencontainers\\.image\\.authors",
			type: { name: "String" }
		},
		url: {
			serializedName: "org\\.opencontainers\\.image\\.url",
			type: { name: "String" }
		},
		documentation: {
			serializedName: "org\\.opencontainers\\.image\\.documentation",
			type: { name: "String" }
		},
		source: {
			serializedName: "org\\.opencontainers\\.image\\.source",
			type: { name: "String" }
		},
		version: {
			serializedName: "org\\.opencontainers\\.image\\.version",
			type: { name: "String" }
		},
		revision: {
			serializedName: "org\\.opencontainers\\.image\\.revision",
			type: { name: "String" }
		},
		vendor: {
			serializedName: "org\\.opencontainers\\.image\\.vendor",
			type: { name: "String" }
		},
		licenses: {
			serializedName: "org\\.opencontainers\\.image\\.licenses",
			type: { name: "String" }
		},
		name: {
			serializedName: "org\\.opencontainers\\.image\\.ref.name",
			type: { name: "String" }
		},
		title: {
			serializedName: "org\\.opencontainers\\.image\\.title",
			type: { name: "String" }
		},
		description: {
			serializedName: "org\\.opencontainers\\.image\\.description",
			type: { name: "String" }
		}
	}
} };
const TagAttributesTag = { type: {
	name: "Composite",
	className: "TagAttributesTag",
	modelProperties: { signatureRecord: {
		serializedName: "signatureRecord",
		type: { name: "String" }
	} }
} };
const ManifestAttributesManifest = { type: {
	name: "Composite",
	className: "ManifestAttributesManifest",
	modelProperties: { references: {
		serializedName: "references",
		type: {
			name: "Sequence",
			element: { type: {
				name: "Composite",
				className: "ArtifactManifestPlatform"
			} }
		}
	} }
} };
const Manifest = { type: {
	name: "Composite",
	className: "Manifest",
	modelProperties: { schemaVersion: {
		serializedName: "schemaVersion",
		type: { name: "Number" }
	} }
} };
const ManifestListAttributes = { type: {
	name: "Composite",
	className: "ManifestListAttributes",
	modelProperties: {
		mediaType: {
			serializedName: "mediaType",
			type: { name: "String" }
		},
		size: {
			serializedName: "size",
			type: { name: "Number" }
		},
		digest: {
			serializedName: "digest",
			type: { name: "String" }
		},
		platform: {
			serializedName: "platform",
			type: {
				name: "Composite",
				className: "Platform"
			}
		}
	}
} };
const Platform = { type: {
	name: "Composite",
	className: "Platform",
	modelProperties: {
		architecture: {
			serializedName: "architecture",
			type: { name: "String" }
		},
		os: {
			serializedName: "os",
			type: { name: "String" }
		},
		osVersion: {
			serializedName: "os\\.version",
			type: { name: "String" }
		},
		osFeatures: {
			serializedName: "os\\.features",
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		},
		variant: {
			serializedName: "variant",
			type: { name: "String" }
		},
		features: {
			serializedName: "features",
			type: {
				name: "Sequence",
				element: { type: { name: "String" } }
			}
		}
	}
} };
const OCIManifest = {
	serializedName: "application/vnd.oci.image.manifest.v1+json",
	type: {
		name: "Composite",
		className: "OCIManifest",
		modelProperties: {
			config: {
				serializedName: "config",
				type: {
					name: "Composite",
					className: "Descriptor"
				}
			},
			layers: {
				serializedName: "layers",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "Descriptor"
					} }
				}
			},
			annotations: {
				serializedName: "annotations",
				type: {
					name: "Composite",
					className: "Annotations"
				}
			},
			schemaVersion: {
				serializedName: "schemaVersion",
				type: { name: "Number" }
			}
		}
	}
};
const Paths108HwamOauth2ExchangePostRequestbodyContentApplicationXWwwFormUrlencodedSchema = { type: {
	name: "Composite",
	className: "Paths108HwamOauth2ExchangePostRequestbodyContentApplicationXWwwFormUrlencodedSchema",
	modelProperties: {
		grantType: {
			serializedName: "grant_type",
			required: true,
			type: { name: "String" }
		},
		service: {
			serializedName: "service",
			required: true,
			type: { name: "String" }
		},
		tenant: {
			serializedName: "tenant",
			type: { name: "String" }
		},
		refreshToken: {
			serializedName: "refresh_token",
			type: { name: "String" }
		},
		aadAccessToken: {
			serializedName: "access_token",
			type: { name: "String" }
		}
	}
} };
const PathsV3R3RxOauth2TokenPostRequestbodyContentApplicationXWwwFormUrlencodedSchema = { type: {
	name: "Composite",
	className: "PathsV3R3RxOauth2TokenPostRequestbodyContentApplicationXWwwFormUrlencodedSchema",
	modelProperties: {
		service: {
			serializedName: "service",
			required: true,
			type: { name: "String" }
		},
		scope: {
			serializedName: "scope",
			required: true,
			type: { name: "String" }
		},
		acrRefreshToken: {
			serializedName: "refresh_token",
			required: true,
			type: { name: "String" }
		},
		grantType: {
			serializedName: "grant_type",
			required: true,
			type: {
				name: "Enum",
				allowedValues: ["refresh_token", "password"]
			}
		}
	}
} };
const ManifestWrapper = { type: {
	name: "Composite",
	className: "ManifestWrapper",
	modelProperties: {
		...Manifest.type.modelProperties,
		mediaType: {
			serializedName: "mediaType",
			type: { name: "String" }
		},
		manifests: {
			serializedName: "manifests",
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "ManifestListAttributes"
				} }
			}
		},
		config: {
			serializedName: "config",
			type: {
				name: "Composite",
				className: "Descriptor"
			}
		},
		layers: {
			serializedName: "layers",
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "Descriptor"
				} }
			}
		},
		annotations: {
			serializedName: "annotations",
			type: {
				name: "Composite",
				className: "Annotations"
			}
		},
		architecture: {
			serializedName: "architecture",
			type: { name: "String" }
		},
		name: {
			serializedName: "name",
			type: { name: "String" }
		},
		tag: {
			serializedName: "tag",
			type: { name: "String" }
		},
		fsLayers: {
			serializedName: "fsLayers",
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "FsLayer"
				} }
			}
		},
		history: {
			serializedName: "history",
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "History"
				} }
			}
		},
		signatures: {
			serializedName: "signatures",
			type: {
				name: "Sequence",
				element: { type: {
					name: "Composite",
					className: "ImageSignature"
				} }
			}
		}
	}
} };
const ManifestList = {
	serializedName: "application/vnd.docker.distribution.manifest.list.v2+json",
	type: {
		name: "Composite",
		className: "ManifestList",
		modelProperties: {
			...Manifest.type.modelProperties,
			mediaType: {
				serializedName: "mediaType",
				type: { name: "String" }
			},
			manifests: {
				serializedName: "manifests",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "ManifestListAttributes"
					} }
				}
			}
		}
	}
};
const V2Manifest = {
	serializedName: "application/vnd.docker.distribution.manifest.v2+json",
	type: {
		name: "Composite",
		className: "V2Manifest",
		modelProperties: {
			...Manifest.type.modelProperties,
			mediaType: {
				serializedName: "mediaType",
				type: { name: "String" }
			},
			config: {
				serializedName: "config",
				type: {
					name: "Composite",
					className: "Descriptor"
				}
			},
			layers: {
				serializedName: "layers",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "Descriptor"
					} }
				}
			}
		}
	}
};
const OCIIndex = {
	serializedName: "application/vnd.oci.image.index.v1+json",
	type: {
		name: "Composite",
		className: "OCIIndex",
		modelProperties: {
			...Manifest.type.modelProperties,
			manifests: {
				serializedName: "manifests",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "ManifestListAttributes"
					} }
				}
			},
			annotations: {
				serializedName: "annotations",
				type: {
					name: "Composite",
					className: "Annotations"
				}
			}
		}
	}
};
const V1Manifest = {
	serializedName: "application/vnd.oci.image.manifest.v1+json",
	type: {
		name: "Composite",
		className: "V1Manifest",
		modelProperties: {
			...Manifest.type.modelProperties,
			architecture: {
				serializedName: "architecture",
				type: { name: "String" }
			},
			name: {
				serializedName: "name",
				type: { name: "String" }
			},
			tag: {
				serializedName: "tag",
				type: { name: "String" }
			},
			fsLayers: {
				serializedName: "fsLayers",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "FsLayer"
					} }
				}
			},
			history: {
				serializedName: "history",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "History"
					} }
				}
			},
			signatures: {
				serializedName: "signatures",
				type: {
					name: "Sequence",
					element: { type: {
						name: "Composite",
						className: "ImageSignature"
					} }
				}
			}
		}
	}
};
const ContainerRegistryGetManifestHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetManifestHeaders",
	modelProperties: {
		dockerContentDigest: {
			serializedName: "docker-content-digest",
			type: { name: "String" }
		},
		mediaType: {
			serializedName: "content-type",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryCreateManifestHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryCreateManifestHeaders",
	modelProperties: {
		dockerContentDigest: {
			serializedName: "docker-content-digest",
			type: { name: "String" }
		},
		location: {
			serializedName: "location",
			type: { name: "String" }
		},
		contentLength: {
			serializedName: "content-length",
			type: { name: "Number" }
		}
	}
} };
const ContainerRegistryGetRepositoriesHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetRepositoriesHeaders",
	modelProperties: { link: {
		serializedName: "link",
		type: { name: "String" }
	} }
} };
const ContainerRegistryGetTagsHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetTagsHeaders",
	modelProperties: { link: {
		serializedName: "link",
		type: { name: "String" }
	} }
} };
const ContainerRegistryGetManifestsHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetManifestsHeaders",
	modelProperties: { link: {
		serializedName: "link",
		type: { name: "String" }
	} }
} };
const ContainerRegistryGetRepositoriesNextHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetRepositoriesNextHeaders",
	modelProperties: { link: {
		serializedName: "link",
		type: { name: "String" }
	} }
} };
const ContainerRegistryGetTagsNextHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetTagsNextHeaders",
	modelProperties: { link: {
		serializedName: "link",
		type: { name: "String" }
	} }
} };
const ContainerRegistryGetManifestsNextHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryGetManifestsNextHeaders",
	modelProperties: { link: {
		serializedName: "link",
		type: { name: "String" }
	} }
} };
const ContainerRegistryBlobGetBlobHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobGetBlobHeaders",
	modelProperties: {
		contentLength: {
			serializedName: "content-length",
			type: { name: "Number" }
		},
		dockerContentDigest: {
			serializedName: "docker-content-digest",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobCheckBlobExistsHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobCheckBlobExistsHeaders",
	modelProperties: {
		contentLength: {
			serializedName: "content-length",
			type: { name: "Number" }
		},
		dockerContentDigest: {
			serializedName: "docker-content-digest",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobDeleteBlobHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobDeleteBlobHeaders",
	modelProperties: { dockerContentDigest: {
		serializedName: "docker-content-digest",
		type: { name: "String" }
	} }
} };
const ContainerRegistryBlobMountBlobHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobMountBlobHeaders",
	modelProperties: {
		location: {
			serializedName: "location",
			type: { name: "String" }
		},
		dockerUploadUuid: {
			serializedName: "docker-upload-uuid",
			type: { name: "String" }
		},
		dockerContentDigest: {
			serializedName: "docker-content-digest",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobGetUploadStatusHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobGetUploadStatusHeaders",
	modelProperties: {
		range: {
			serializedName: "range",
			type: { name: "String" }
		},
		dockerUploadUuid: {
			serializedName: "docker-upload-uuid",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobUploadChunkHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobUploadChunkHeaders",
	modelProperties: {
		location: {
			serializedName: "location",
			type: { name: "String" }
		},
		range: {
			serializedName: "range",
			type: { name: "String" }
		},
		dockerUploadUuid: {
			serializedName: "docker-upload-uuid",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobCompleteUploadHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobCompleteUploadHeaders",
	modelProperties: {
		location: {
			serializedName: "location",
			type: { name: "String" }
		},
		range: {
			serializedName: "range",
			type: { name: "String" }
		},
		dockerContentDigest: {
			serializedName: "docker-content-digest",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobStartUploadHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobStartUploadHeaders",
	modelProperties: {
		location: {
			serializedName: "location",
			type: { name: "String" }
		},
		range: {
			serializedName: "range",
			type: { name: "String" }
		},
		dockerUploadUuid: {
			serializedName: "docker-upload-uuid",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobGetChunkHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobGetChunkHeaders",
	modelProperties: {
		contentLength: {
			serializedName: "content-length",
			type: { name: "Number" }
		},
		contentRange: {
			serializedName: "content-range",
			type: { name: "String" }
		}
	}
} };
const ContainerRegistryBlobCheckChunkExistsHeaders = { type: {
	name: "Composite",
	className: "ContainerRegistryBlobCheckChunkExistsHeaders",
	modelProperties: {
		contentLength: {
			serializedName: "content-length",
			type: { name: "Number" }
		},
		contentRange: {
			serializedName: "content-range",
			type: { name: "String" }
		}
	}
} };

// node_modules/@azure/container-registry/dist/esm/generated/models/parameters.js
const accept = {
	parameterPath: "accept",
	mapper: {
		defaultValue: "application/json",
		isConstant: true,
		serializedName: "Accept",
		type: { name: "String" }
	}
};
const url = {
	parameterPath: "url",
	mapper: {
		serializedName: "url",
		required: true,
		type: { name: "String" }
	},
	skipEncoding: true
};
const name = {
	parameterPath: "name",
	mapper: {
		serializedName: "name",
		required: true,
		type: { name: "String" }
	}
};
const reference = {
	parameterPath: "reference",
	mapper: {
		serializedName: "reference",
		required: true,
		type: { name: "String" }
	}
};
const accept1 = {
	parameterPath: ["options", "accept"],
	mapper: {
		serializedName: "accept",
		type: { name: "String" }
	}
};
const payload = {
	parameterPath: "payload",
	mapper: {
		serializedName: "payload",
		required: true,
		type: { name: "Stream" }
	}
};
const accept2 = {
	parameterPath: "accept",
	mapper: {
		defaultValue: "application/json",
		isConstant: true,
		serializedName: "Accept",
		type: { name: "String" }
	}
};
const contentType = {
	parameterPath: ["options", "contentType"],
	mapper: {
		serializedName: "Content-Type",
		type: { name: "String" }
	}
};
const last = {
	parameterPath: ["options", "last"],
	mapper: {
		serializedName: "last",
		type: { name: "String" }
	}
};
const n = {
	parameterPath: ["options", "n"],
	mapper: {
		serializedName: "n",
		type: { name: "Number" }
	}
};
const apiVersion = {
	parameterPath: "apiVersion",
	mapper: {
		serializedName: "api-version",
		required: true,
		type: { name: "String" }
	}
};
const contentType1 = {
	parameterPath: ["options", "contentType"],
	mapper: {
		defaultValue: "application/json",
		isConstant: true,
		serializedName: "Content-Type",
		type: { name: "String" }
	}
};
const value = {
	parameterPath: ["options", "value"],
	mapper: RepositoryWriteableProperties
};
const orderby = {
	parameterPath: ["options", "orderby"],
	mapper: {
		serializedName: "orderby",
		type: { name: "String" }
	}
};
const digest = {
	parameterPath: ["options", "digest"],
	mapper: {
		serializedName: "digest",
		type: { name: "String" }
	}
};
const value1 = {
	parameterPath: ["options", "value"],
	mapper: TagWriteableProperties
};
const digest1 = {
	parameterPath: "digest",
	mapper: {
		serializedName: "digest",
		required: true,
		type: { name: "String" }
	}
};
const value2 = {
	parameterPath: ["options", "value"],
	mapper: ManifestWriteableProperties
};
const nextLink = {
	parameterPath: "nextLink",
	mapper: {
		serializedName: "nextLink",
		required: true,
		type: { name: "String" }
	},
	skipEncoding: true
};
const accept3 = {
	parameterPath: "accept",
	mapper: {
		defaultValue: "application/octet-stream",
		isConstant: true,
		serializedName: "Accept",
		type: { name: "String" }
	}
};
const fromParam = {
	parameterPath: "fromParam",
	mapper: {
		serializedName: "from",
		required: true,
		type: { name: "String" }
	}
};
const mount = {
	parameterPath: "mount",
	mapper: {
		serializedName: "mount",
		required: true,
		type: { name: "String" }
	}
};
const nextLink1 = {
	parameterPath: "nextLink",
	mapper: {
		serializedName: "nextBlobUuidLink",
		required: true,
		type: { name: "String" }
	},
	skipEncoding: true
};
const contentType2 = {
	parameterPath: ["options", "contentType"],
	mapper: {
		defaultValue: "application/octet-stream",
		isConstant: true,
		serializedName: "Content-Type",
		type: { name: "String" }
	}
};
const value3 = {
	parameterPath: "value",
	mapper: {
		serializedName: "value",
		required: true,
		type: { name: "Stream" }
	}
};
const value4 = {
	parameterPath: ["options", "value"],
	mapper: {
		serializedName: "value",
		type: { name: "Stream" }
	}
};
const digest2 = {
	parameterPath: "digest",
	mapper: {
		serializedName: "digest",
		required: true,
		type: { name: "String" }
	}
};
const range = {
	parameterPath: "range",
	mapper: {
		serializedName: "Range",
		required: true,
		type: { name: "String" }
	}
};
const contentType3 = {
	parameterPath: ["options", "contentType"],
	mapper: {
		defaultValue: "application/x-www-form-urlencoded",
		isConstant: true,
		serializedName: "Content-Type",
		type: { name: "String" }
	}
};
const grantType = {
	parameterPath: "grantType",
	mapper: {
		serializedName: "grant_type",
		required: true,
		type: { name: "String" }
	}
};
const service = {
	parameterPath: "service",
	mapper: {
		serializedName: "service",
		required: true,
		type: { name: "String" }
	}
};
const tenant = {
	parameterPath: ["options", "tenant"],
	mapper: {
		serializedName: "tenant",
		type: { name: "String" }
	}
};
const refreshToken = {
	parameterPath: ["options", "refreshToken"],
	mapper: {
		serializedName: "refresh_token",
		type: { name: "String" }
	}
};
const accessToken = {
	parameterPath: ["options", "accessToken"],
	mapper: {
		serializedName: "access_token",
		type: { name: "String" }
	}
};
const accept4 = {
	parameterPath: "accept",
	mapper: {
		defaultValue: "application/json",
		isConstant: true,
		serializedName: "Accept",
		type: { name: "String" }
	}
};
const scope = {
	parameterPath: "scope",
	mapper: {
		serializedName: "scope",
		required: true,
		type: { name: "String" }
	}
};
const refreshToken1 = {
	parameterPath: "refreshToken",
	mapper: {
		serializedName: "refresh_token",
		required: true,
		type: { name: "String" }
	}
};
const grantType1 = {
	parameterPath: "grantType",
	mapper: {
		serializedName: "grant_type",
		required: true,
		type: {
			name: "Enum",
			allowedValues: ["refresh_token", "password"]
		}
	}
};

// node_modules/@azure/container-registry/dist/esm/generated/operations/containerRegistry.js
var ContainerRegistryImpl = class {
	client;
	/**
	* Initialize a new instance of the class ContainerRegistry class.
	* @param client Reference to the service client
	*/
	constructor(client) {
		this.client = client;
	}
	/**
	* Tells whether this Docker Registry instance supports Docker Registry HTTP API v2
	* @param options The options parameters.
	*/
	checkDockerV2Support(options) {
		return this.client.sendOperationRequest({ options }, checkDockerV2SupportOperationSpec);
	}
	/**
	* Get the manifest identified by `name` and `reference` where `reference` can be a tag or digest.
	* @param name Name of the image (including the namespace)
	* @param reference A tag or a digest, pointing to a specific image
	* @param options The options parameters.
	*/
	getManifest(name, reference, options) {
		return this.client.sendOperationRequest({
			name,
			reference,
			options
		}, getManifestOperationSpec);
	}
	/**
	* Put the manifest identified by `name` and `reference` where `reference` can be a tag or digest.
	* @param name Name of the image (including the namespace)
	* @param reference A tag or a digest, pointing to a specific image
	* @param payload Manifest body, can take v1 or v2 values depending on accept header
	* @param options The options parameters.
	*/
	createManifest(name, reference, payload, options) {
		return this.client.sendOperationRequest({
			name,
			reference,
			payload,
			options
		}, createManifestOperationSpec);
	}
	/**
	* Delete the manifest identified by `name` and `reference`. Note that a manifest can _only_ be deleted
	* by `digest`.
	* @param name Name of the image (including the namespace)
	* @param reference Digest of a BLOB
	* @param options The options parameters.
	*/
	deleteManifest(name, reference, options) {
		return this.client.sendOperationRequest({
			name,
			reference,
			options
		}, deleteManifestOperationSpec);
	}
	/**
	* List repositories
	* @param options The options parameters.
	*/
	getRepositories(options) {
		return this.client.sendOperationRequest({ options }, getRepositoriesOperationSpec);
	}
	/**
	* Get repository attributes
	* @param name Name of the image (including the namespace)
	* @param options The options parameters.
	*/
	getProperties(name, options) {
		return this.client.sendOperationRequest({
			name,
			options
		}, getPropertiesOperationSpec);
	}
	/**
	* Delete the repository identified by `name`
	* @param name Name of the image (including the namespace)
	* @param options The options parameters.
	*/
	deleteRepository(name, options) {
		return this.client.sendOperationRequest({
			name,
			options
		}, deleteRepositoryOperationSpec);
	}
	/**
	* Update the attribute identified by `name` where `reference` is the name of the repository.
	* @param name Name of the image (including the namespace)
	* @param options The options parameters.
	*/
	updateProperties(name, options) {
		return this.client.sendOperationRequest({
			name,
			options
		}, updatePropertiesOperationSpec);
	}
	/**
	* List tags of a repository
	* @param name Name of the image (including the namespace)
	* @param options The options parameters.
	*/
	getTags(name, options) {
		return this.client.sendOperationRequest({
			name,
			options
		}, getTagsOperationSpec);
	}
	/**
	* Get tag attributes by tag
	* @param name Name of the image (including the namespace)
	* @param reference Tag name
	* @param options The options parameters.
	*/
	getTagProperties(name, reference, options) {
		return this.client.sendOperationRequest({
			name,
			reference,
			options
		}, getTagPropertiesOperationSpec);
	}
	/**
	* Update tag attributes
	* @param name Name of the image (including the namespace)
	* @param reference Tag name
	* @param options The options parameters.
	*/
	updateTagAttributes(name, reference, options) {
		return this.client.sendOperationRequest({
			name,
			reference,
			options
		}, updateTagAttributesOperationSpec);
	}
	/**
	* Delete tag
	* @param name Name of the image (including the namespace)
	* @param reference Tag name
	* @param options The options parameters.
	*/
	deleteTag(name, reference, options) {
		return this.client.sendOperationRequest({
			name,
			reference,
			options
		}, deleteTagOperationSpec);
	}
	/**
	* List manifests of a repository
	* @param name Name of the image (including the namespace)
	* @param options The options parameters.
	*/
	getManifests(name, options) {
		return this.client.sendOperationRequest({
			name,
			options
		}, getManifestsOperationSpec);
	}
	/**
	* Get manifest attributes
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param options The options parameters.
	*/
	getManifestProperties(name, digest, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			options
		}, getManifestPropertiesOperationSpec);
	}
	/**
	* Update properties of a manifest
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param options The options parameters.
	*/
	updateManifestProperties(name, digest, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			options
		}, updateManifestPropertiesOperationSpec);
	}
	/**
	* GetRepositoriesNext
	* @param nextLink The nextLink from the previous successful call to the GetRepositories method.
	* @param options The options parameters.
	*/
	getRepositoriesNext(nextLink, options) {
		return this.client.sendOperationRequest({
			nextLink,
			options
		}, getRepositoriesNextOperationSpec);
	}
	/**
	* GetTagsNext
	* @param name Name of the image (including the namespace)
	* @param nextLink The nextLink from the previous successful call to the GetTags method.
	* @param options The options parameters.
	*/
	getTagsNext(name, nextLink, options) {
		return this.client.sendOperationRequest({
			name,
			nextLink,
			options
		}, getTagsNextOperationSpec);
	}
	/**
	* GetManifestsNext
	* @param name Name of the image (including the namespace)
	* @param nextLink The nextLink from the previous successful call to the GetManifests method.
	* @param options The options parameters.
	*/
	getManifestsNext(name, nextLink, options) {
		return this.client.sendOperationRequest({
			name,
			nextLink,
			options
		}, getManifestsNextOperationSpec);
	}
};
const serializer$2 = createSerializer(mappers_exports, false);
const checkDockerV2SupportOperationSpec = {
	path: "/v2/",
	httpMethod: "GET",
	responses: {
		200: {},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [url],
	headerParameters: [accept],
	serializer: serializer$2
};
const getManifestOperationSpec = {
	path: "/v2/{name}/manifests/{reference}",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: {
				type: { name: "Stream" },
				serializedName: "parsedResponse"
			},
			headersMapper: ContainerRegistryGetManifestHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [
		url,
		name,
		reference
	],
	headerParameters: [accept, accept1],
	serializer: serializer$2
};
const createManifestOperationSpec = {
	path: "/v2/{name}/manifests/{reference}",
	httpMethod: "PUT",
	responses: {
		201: { headersMapper: ContainerRegistryCreateManifestHeaders },
		default: { bodyMapper: AcrErrors }
	},
	requestBody: payload,
	urlParameters: [
		url,
		name,
		reference
	],
	headerParameters: [accept2, contentType],
	mediaType: "binary",
	serializer: serializer$2
};
const deleteManifestOperationSpec = {
	path: "/v2/{name}/manifests/{reference}",
	httpMethod: "DELETE",
	responses: {
		202: {},
		404: {},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [
		url,
		name,
		reference
	],
	headerParameters: [accept],
	serializer: serializer$2
};
const getRepositoriesOperationSpec = {
	path: "/acr/v1/_catalog",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: Repositories,
			headersMapper: ContainerRegistryGetRepositoriesHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [
		last,
		n,
		apiVersion
	],
	urlParameters: [url],
	headerParameters: [accept],
	serializer: serializer$2
};
const getPropertiesOperationSpec = {
	path: "/acr/v1/{name}",
	httpMethod: "GET",
	responses: {
		200: { bodyMapper: ContainerRepositoryProperties },
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [apiVersion],
	urlParameters: [url, name],
	headerParameters: [accept],
	serializer: serializer$2
};
const deleteRepositoryOperationSpec = {
	path: "/acr/v1/{name}",
	httpMethod: "DELETE",
	responses: {
		202: {},
		404: {},
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [apiVersion],
	urlParameters: [url, name],
	headerParameters: [accept],
	serializer: serializer$2
};
const updatePropertiesOperationSpec = {
	path: "/acr/v1/{name}",
	httpMethod: "PATCH",
	responses: {
		200: { bodyMapper: ContainerRepositoryProperties },
		default: { bodyMapper: AcrErrors }
	},
	requestBody: value,
	queryParameters: [apiVersion],
	urlParameters: [url, name],
	headerParameters: [accept, contentType1],
	mediaType: "json",
	serializer: serializer$2
};
const getTagsOperationSpec = {
	path: "/acr/v1/{name}/_tags",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: TagList,
			headersMapper: ContainerRegistryGetTagsHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [
		last,
		n,
		apiVersion,
		orderby,
		digest
	],
	urlParameters: [url, name],
	headerParameters: [accept],
	serializer: serializer$2
};
const getTagPropertiesOperationSpec = {
	path: "/acr/v1/{name}/_tags/{reference}",
	httpMethod: "GET",
	responses: {
		200: { bodyMapper: ArtifactTagProperties },
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [apiVersion],
	urlParameters: [
		url,
		name,
		reference
	],
	headerParameters: [accept],
	serializer: serializer$2
};
const updateTagAttributesOperationSpec = {
	path: "/acr/v1/{name}/_tags/{reference}",
	httpMethod: "PATCH",
	responses: {
		200: { bodyMapper: ArtifactTagProperties },
		default: { bodyMapper: AcrErrors }
	},
	requestBody: value1,
	queryParameters: [apiVersion],
	urlParameters: [
		url,
		name,
		reference
	],
	headerParameters: [accept, contentType1],
	mediaType: "json",
	serializer: serializer$2
};
const deleteTagOperationSpec = {
	path: "/acr/v1/{name}/_tags/{reference}",
	httpMethod: "DELETE",
	responses: {
		202: {},
		404: {},
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [apiVersion],
	urlParameters: [
		url,
		name,
		reference
	],
	headerParameters: [accept],
	serializer: serializer$2
};
const getManifestsOperationSpec = {
	path: "/acr/v1/{name}/_manifests",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: AcrManifests,
			headersMapper: ContainerRegistryGetManifestsHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [
		last,
		n,
		apiVersion,
		orderby
	],
	urlParameters: [url, name],
	headerParameters: [accept],
	serializer: serializer$2
};
const getManifestPropertiesOperationSpec = {
	path: "/acr/v1/{name}/_manifests/{digest}",
	httpMethod: "GET",
	responses: {
		200: { bodyMapper: ArtifactManifestProperties },
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [apiVersion],
	urlParameters: [
		url,
		name,
		digest1
	],
	headerParameters: [accept],
	serializer: serializer$2
};
const updateManifestPropertiesOperationSpec = {
	path: "/acr/v1/{name}/_manifests/{digest}",
	httpMethod: "PATCH",
	responses: {
		200: { bodyMapper: ArtifactManifestProperties },
		default: { bodyMapper: AcrErrors }
	},
	requestBody: value2,
	queryParameters: [apiVersion],
	urlParameters: [
		url,
		name,
		digest1
	],
	headerParameters: [accept, contentType1],
	mediaType: "json",
	serializer: serializer$2
};
const getRepositoriesNextOperationSpec = {
	path: "{nextLink}",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: Repositories,
			headersMapper: ContainerRegistryGetRepositoriesNextHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [url, nextLink],
	headerParameters: [accept],
	serializer: serializer$2
};
const getTagsNextOperationSpec = {
	path: "{nextLink}",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: TagList,
			headersMapper: ContainerRegistryGetTagsNextHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [
		url,
		name,
		nextLink
	],
	headerParameters: [accept],
	serializer: serializer$2
};
const getManifestsNextOperationSpec = {
	path: "{nextLink}",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: AcrManifests,
			headersMapper: ContainerRegistryGetManifestsNextHeaders
		},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [
		url,
		name,
		nextLink
	],
	headerParameters: [accept],
	serializer: serializer$2
};

// node_modules/@azure/container-registry/dist/esm/generated/operations/containerRegistryBlob.js
var ContainerRegistryBlobImpl = class {
	client;
	/**
	* Initialize a new instance of the class ContainerRegistryBlob class.
	* @param client Reference to the service client
	*/
	constructor(client) {
		this.client = client;
	}
	/**
	* Retrieve the blob from the registry identified by digest.
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param options The options parameters.
	*/
	getBlob(name, digest, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			options
		}, getBlobOperationSpec);
	}
	/**
	* Same as GET, except only the headers are returned.
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param options The options parameters.
	*/
	checkBlobExists(name, digest, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			options
		}, checkBlobExistsOperationSpec);
	}
	/**
	* Removes an already uploaded blob.
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param options The options parameters.
	*/
	deleteBlob(name, digest, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			options
		}, deleteBlobOperationSpec);
	}
	/**
	* Mount a blob identified by the `mount` parameter from another repository.
	* @param name Name of the image (including the namespace)
	* @param fromParam Name of the source repository.
	* @param mount Digest of blob to mount from the source repository.
	* @param options The options parameters.
	*/
	mountBlob(name, fromParam, mount, options) {
		return this.client.sendOperationRequest({
			name,
			fromParam,
			mount,
			options
		}, mountBlobOperationSpec);
	}
	/**
	* Retrieve status of upload identified by uuid. The primary purpose of this endpoint is to resolve the
	* current status of a resumable upload.
	* @param nextLink Link acquired from upload start or previous chunk. Note, do not include initial /
	*                 (must do substring(1) )
	* @param options The options parameters.
	*/
	getUploadStatus(nextLink, options) {
		return this.client.sendOperationRequest({
			nextLink,
			options
		}, getUploadStatusOperationSpec);
	}
	/**
	* Upload a stream of data without completing the upload.
	* @param nextLink Link acquired from upload start or previous chunk. Note, do not include initial /
	*                 (must do substring(1) )
	* @param value Raw data of blob
	* @param options The options parameters.
	*/
	uploadChunk(nextLink, value, options) {
		return this.client.sendOperationRequest({
			nextLink,
			value,
			options
		}, uploadChunkOperationSpec);
	}
	/**
	* Complete the upload, providing all the data in the body, if necessary. A request without a body will
	* just complete the upload with previously uploaded content.
	* @param digest Digest of a BLOB
	* @param nextLink Link acquired from upload start or previous chunk. Note, do not include initial /
	*                 (must do substring(1) )
	* @param options The options parameters.
	*/
	completeUpload(digest, nextLink, options) {
		return this.client.sendOperationRequest({
			digest,
			nextLink,
			options
		}, completeUploadOperationSpec);
	}
	/**
	* Cancel outstanding upload processes, releasing associated resources. If this is not called, the
	* unfinished uploads will eventually timeout.
	* @param nextLink Link acquired from upload start or previous chunk. Note, do not include initial /
	*                 (must do substring(1) )
	* @param options The options parameters.
	*/
	cancelUpload(nextLink, options) {
		return this.client.sendOperationRequest({
			nextLink,
			options
		}, cancelUploadOperationSpec);
	}
	/**
	* Initiate a resumable blob upload with an empty request body.
	* @param name Name of the image (including the namespace)
	* @param options The options parameters.
	*/
	startUpload(name, options) {
		return this.client.sendOperationRequest({
			name,
			options
		}, startUploadOperationSpec);
	}
	/**
	* Retrieve the blob from the registry identified by `digest`. This endpoint may also support RFC7233
	* compliant range requests. Support can be detected by issuing a HEAD request. If the header
	* `Accept-Range: bytes` is returned, range requests can be used to fetch partial content.
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param range Format : bytes=<start>-<end>,  HTTP Range header specifying blob chunk.
	* @param options The options parameters.
	*/
	getChunk(name, digest, range, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			range,
			options
		}, getChunkOperationSpec);
	}
	/**
	* Same as GET, except only the headers are returned.
	* @param name Name of the image (including the namespace)
	* @param digest Digest of a BLOB
	* @param range Format : bytes=<start>-<end>,  HTTP Range header specifying blob chunk.
	* @param options The options parameters.
	*/
	checkChunkExists(name, digest, range, options) {
		return this.client.sendOperationRequest({
			name,
			digest,
			range,
			options
		}, checkChunkExistsOperationSpec);
	}
};
const serializer$1 = createSerializer(mappers_exports, false);
const getBlobOperationSpec = {
	path: "/v2/{name}/blobs/{digest}",
	httpMethod: "GET",
	responses: {
		200: {
			bodyMapper: {
				type: { name: "Stream" },
				serializedName: "parsedResponse"
			},
			headersMapper: ContainerRegistryBlobGetBlobHeaders
		},
		307: { headersMapper: ContainerRegistryBlobGetBlobHeaders },
		default: {}
	},
	urlParameters: [
		url,
		name,
		digest1
	],
	headerParameters: [accept3],
	serializer: serializer$1
};
const checkBlobExistsOperationSpec = {
	path: "/v2/{name}/blobs/{digest}",
	httpMethod: "HEAD",
	responses: {
		200: { headersMapper: ContainerRegistryBlobCheckBlobExistsHeaders },
		307: { headersMapper: ContainerRegistryBlobCheckBlobExistsHeaders },
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [
		url,
		name,
		digest1
	],
	headerParameters: [accept],
	serializer: serializer$1
};
const deleteBlobOperationSpec = {
	path: "/v2/{name}/blobs/{digest}",
	httpMethod: "DELETE",
	responses: {
		202: { headersMapper: ContainerRegistryBlobDeleteBlobHeaders },
		404: {},
		default: {}
	},
	urlParameters: [
		url,
		name,
		digest1
	],
	serializer: serializer$1
};
const mountBlobOperationSpec = {
	path: "/v2/{name}/blobs/uploads/",
	httpMethod: "POST",
	responses: {
		201: { headersMapper: ContainerRegistryBlobMountBlobHeaders },
		default: { bodyMapper: AcrErrors }
	},
	queryParameters: [fromParam, mount],
	urlParameters: [url, name],
	headerParameters: [accept],
	serializer: serializer$1
};
const getUploadStatusOperationSpec = {
	path: "/{nextBlobUuidLink}",
	httpMethod: "GET",
	responses: {
		204: { headersMapper: ContainerRegistryBlobGetUploadStatusHeaders },
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [url, nextLink1],
	headerParameters: [accept],
	serializer: serializer$1
};
const uploadChunkOperationSpec = {
	path: "/{nextBlobUuidLink}",
	httpMethod: "PATCH",
	responses: {
		202: { headersMapper: ContainerRegistryBlobUploadChunkHeaders },
		default: { bodyMapper: AcrErrors }
	},
	requestBody: value3,
	urlParameters: [url, nextLink1],
	headerParameters: [accept2, contentType2],
	mediaType: "binary",
	serializer: serializer$1
};
const completeUploadOperationSpec = {
	path: "/{nextBlobUuidLink}",
	httpMethod: "PUT",
	responses: {
		201: { headersMapper: ContainerRegistryBlobCompleteUploadHeaders },
		default: { bodyMapper: AcrErrors }
	},
	requestBody: value4,
	queryParameters: [digest2],
	urlParameters: [url, nextLink1],
	headerParameters: [accept2, contentType2],
	mediaType: "binary",
	serializer: serializer$1
};
const cancelUploadOperationSpec = {
	path: "/{nextBlobUuidLink}",
	httpMethod: "DELETE",
	responses: {
		204: {},
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [url, nextLink1],
	headerParameters: [accept],
	serializer: serializer$1
};
const startUploadOperationSpec = {
	path: "/v2/{name}/blobs/uploads/",
	httpMethod: "POST",
	responses: {
		202: { headersMapper: ContainerRegistryBlobStartUploadHeaders },
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [url, name],
	headerParameters: [accept],
	serializer: serializer$1
};
const getChunkOperationSpec = {
	path: "/v2/{name}/blobs/{digest}",
	httpMethod: "GET",
	responses: {
		206: {
			bodyMapper: {
				type: { name: "Stream" },
				serializedName: "parsedResponse"
			},
			headersMapper: ContainerRegistryBlobGetChunkHeaders
		},
		default: {}
	},
	urlParameters: [
		url,
		name,
		digest1
	],
	headerParameters: [accept3, range],
	serializer: serializer$1
};
const checkChunkExistsOperationSpec = {
	path: "/v2/{name}/blobs/{digest}",
	httpMethod: "HEAD",
	responses: {
		200: { headersMapper: ContainerRegistryBlobCheckChunkExistsHeaders },
		default: { bodyMapper: AcrErrors }
	},
	urlParameters: [
		url,
		name,
		digest1
	],
	headerParameters: [accept, range],
	serializer: serializer$1
};

// node_modules/@azure/container-registry/dist/esm/generated/operations/authentication.js
var AuthenticationImpl = class {
	client;
	/**
	* Initialize a new instance of the class Authentication class.
	* @param client Reference to the service client
	*/
	constructor(client) {
		this.client = client;
	}
	/**
	* Exchange AAD tokens for an ACR refresh Token
	* @param grantType Can take a value of access_token_refresh_token, or access_token, or refresh_token
	* @param service Indicates the name of your Azure container registry.
	* @param options The options parameters.
	*/
	exchangeAadAccessTokenForAcrRefreshToken(grantType, service, options) {
		return this.client.sendOperationRequest({
			grantType,
			service,
			options
		}, exchangeAadAccessTokenForAcrRefreshTokenOperationSpec);
	}
	/**
	* Exchange ACR Refresh token for an ACR Access Token
	* @param service Indicates the name of your Azure container registry.
	* @param scope Which is expected to be a valid scope, and can be specified more than once for multiple
	*              scope requests. You obtained this from the Www-Authenticate response header from the challenge.
	* @param refreshToken Must be a valid ACR refresh token
	* @param grantType Grant type is expected to be refresh_token
	* @param options The options parameters.
	*/
	exchangeAcrRefreshTokenForAcrAccessToken(service, scope, refreshToken, grantType, options) {
		return this.client.sendOperationRequest({
			service,
			scope,
			refreshToken,
			grantType,
			options
		}, exchangeAcrRefreshTokenForAcrAccessTokenOperationSpec);
	}
};
const serializer = createSerializer(mappers_exports, false);
const exchangeAadAccessTokenForAcrRefreshTokenOperationSpec = {
	path: "/oauth2/exchange",
	httpMethod: "POST",
	responses: {
		200: { bodyMapper: AcrRefreshToken },
		default: { bodyMapper: AcrErrors }
	},
	formDataParameters: [
		grantType,
		service,
		tenant,
		refreshToken,
		accessToken
	],
	queryParameters: [apiVersion],
	urlParameters: [url],
	headerParameters: [contentType3, accept4],
	serializer
};
const exchangeAcrRefreshTokenForAcrAccessTokenOperationSpec = {
	path: "/oauth2/token",
	httpMethod: "POST",
	responses: {
		200: { bodyMapper: AcrAccessToken },
		default: { bodyMapper: AcrErrors }
	},
	formDataParameters: [
		service,
		scope,
		refreshToken1,
		grantType1
	],
	queryParameters: [apiVersion],
	urlParameters: [url],
	headerParameters: [contentType3, accept4],
	serializer
};

// node_modules/@azure/container-registry/dist/esm/generated/generatedClient.js
var GeneratedClient = class extends ServiceClient {
	url;
	apiVersion;
	/**
	* Initializes a new instance of the GeneratedClient class.
	* @param url Registry login URL
	* @param apiVersion Api Version
	* @param options The parameter options
	*/
	constructor(url, apiVersion, options) {
		if (url === void 0) throw new Error("'url' cannot be null");
		if (apiVersion === void 0) throw new Error("'apiVersion' cannot be null");
		if (!options) options = {};
		const defaults = { requestContentType: "application/json; charset=utf-8" };
		const packageDetails = `azsdk-js-container-registry/1.1.0-beta.4`;
		const userAgentPrefix = options.userAgentOptions && options.userAgentOptions.userAgentPrefix ? `${options.userAgentOptions.userAgentPrefix} ${packageDetails}` : `${packageDetails}`;
		const optionsWithDefaults = {
			...defaults,
			...options,
			userAgentOptions: { userAgentPrefix },
			endpoint: options.endpoint ?? options.baseUri ?? "{url}"
		};
		super(optionsWithDefaults);
		this.url = url;
		this.apiVersion = apiVersion;
		this.containerRegistry = new ContainerRegistryImpl(this);
		this.containerRegistryBlob = new ContainerRegistryBlobImpl(this);
		this.authentication = new AuthenticationImpl(this);
		this.addCustomApiVersionPolicy(apiVersion);
	}
	/** A function that adds a policy that sets the api-version (or equivalent) to reflect the library version. */
	addCustomApiVersionPolicy(apiVersion) {
		if (!apiVersion) return;
		this.pipeline.addPolicy({
			name: "CustomApiVersionPolicy",
			async sendRequest(request, next) {
				const param = request.url.split("?");
				if (param.length > 1) {
					const newParams = param[1].split("&").map((item) => {
						if (item.indexOf("api-version") > -1) return "api-version=" + apiVersion;
						else return item;
					});
					request.url = param[0] + "?" + newParams.join("&");
				}
				return next(request);
			}
		});
	}
	containerRegistry;
	containerRegistryBlob;
	authentication;
};

// node_modules/@azure/container-registry/dist/esm/constants.js
const SDK_VERSION = "1.1.2";

// node_modules/@azure/container-registry/dist/esm/tracing.js
const tracingClient = createTracingClient({
	namespace: "Microsoft.ContainerRegistry",
	packageName: "@azure/container-registry",
	packageVersion: SDK_VERSION
});

// node_modules/@azure/container-registry/dist/esm/utils/helpers.js
function extractNextLink(value) {
	return value?.substr(1, value.indexOf(">") - 1);
}
function isDigest(tagOrDigest) {
	return tagOrDigest.includes(":");
}

// node_modules/@azure/container-registry/dist/esm/utils/wwwAuthenticateParser.js
function parseWWWAuthenticate(wwwAuthenticate) {
	const pattern = /(\w+?)="(.*?)"/g;
	const value = {};
	let match;
	while ((match = pattern.exec(wwwAuthenticate)) !== null) value[match[1]] = match[2];
	return value;
}

// node_modules/@azure/container-registry/dist/esm/utils/tokenCycler.js
function delay(t, value) {
	return new Promise((resolve) => setTimeout(() => resolve(value), t));
}
const DEFAULT_CYCLER_OPTIONS = {
	forcedRefreshWindowInMs: 1e3,
	retryIntervalInMs: 3e3,
	refreshWindowInMs: 12e4
};
async function beginRefresh(getAccessToken, retryIntervalInMs, refreshTimeout) {
	async function tryGetAccessToken() {
		if (Date.now() < refreshTimeout) try {
			return await getAccessToken();
		} catch {
			return null;
		}
		else {
			const finalToken = await getAccessToken();
			if (finalToken === null) throw new Error("Failed to refresh access token.");
			return finalToken;
		}
	}
	let token = await tryGetAccessToken();
	while (token === null) {
		await delay(retryIntervalInMs);
		token = await tryGetAccessToken();
	}
	return token;
}
function createTokenCycler(credential, tokenCyclerOptions) {
	let refreshWorker = null;
	let token = null;
	const options = {
		...DEFAULT_CYCLER_OPTIONS,
		...tokenCyclerOptions
	};
	const cycler = {
		/**
		* Produces true if a refresh job is currently in progress.
		*/
		get isRefreshing() {
			return refreshWorker !== null;
		},
		/**
		* Produces true if the cycler SHOULD refresh (we are within the refresh
		* window and not already refreshing)
		*/
		get shouldRefresh() {
			return !cycler.isRefreshing && (token?.expiresOnTimestamp ?? 0) - options.refreshWindowInMs < Date.now();
		},
		/**
		* Produces true if the cycler MUST refresh (null or nearly-expired
		* token).
		*/
		get mustRefresh() {
			return token === null || token.expiresOnTimestamp - options.forcedRefreshWindowInMs < Date.now();
		}
	};
	function refresh(scopes, getTokenOptions) {
		if (!cycler.isRefreshing) {
			const tryGetAccessToken = () => credential.getToken(scopes, getTokenOptions);
			refreshWorker = beginRefresh(tryGetAccessToken, options.retryIntervalInMs, token?.expiresOnTimestamp ?? Date.now()).then((_token) => {
				refreshWorker = null;
				token = _token;
				return token;
			}).catch((reason) => {
				refreshWorker = null;
				token = null;
				throw reason;
			});
		}
		return refreshWorker;
	}
	return {
		get cachedToken() {
			return token || void 0;
		},
		getToken: async (scopes, tokenOptions) => {
			if (cycler.mustRefresh) return refresh(scopes, tokenOptions);
			if (cycler.shouldRefresh) refresh(scopes, tokenOptions);
			return token;
		}
	};
}

// node_modules/@azure/container-registry/dist/esm/containerRegistryChallengeHandler.js
const fiveMinutesInMs = 3e5;
var ChallengeHandler = class {
	constructor(credential, options = {}) {
		this.credential = credential;
		this.options = options;
		this.cycler = createTokenCycler(credential, { refreshWindowInMs: fiveMinutesInMs });
	}
	cycler;
	cachedAcrAccessToken;
	authorizeRequest(options) {
		if (this.cachedAcrAccessToken) options.request.headers.set("Authorization", `Bearer ${this.cachedAcrAccessToken}`);
		return Promise.resolve();
	}
	/**
	* Updates  the authentication context based on the challenge.
	*/
	async authorizeRequestOnChallenge(options) {
		const challenge = options.response?.headers.get("WWW-Authenticate");
		if (!challenge) throw new Error("Failed to retrieve challenge from response headers");
		const { service, scope } = parseWWWAuthenticate(challenge);
		if (!service) throw new Error("Failed to retrieve 'service' from challenge");
		if (!scope) throw new Error("Failed to retrieve 'scope' from challenge");
		let grantType;
		let acrRefreshToken;
		if (this.credential.isAnonymousAccess) {
			grantType = "password";
			acrRefreshToken = "";
		} else {
			grantType = "refresh_token";
			acrRefreshToken = (await this.cycler.getToken(scope, {
				...options,
				service
			})).token;
		}
		const acrAccessToken = await this.credential.tokenService.ExchangeAcrRefreshTokenForAcrAccessTokenAsync(acrRefreshToken, service, scope, grantType, this.options);
		options.request.headers.set("Authorization", `Bearer ${acrAccessToken}`);
		this.cachedAcrAccessToken = acrAccessToken;
		return true;
	}
};

// node_modules/@azure/container-registry/dist/esm/transformations.js
function toManifestWritableProperties(from) {
	return from ? {
		canDelete: from.canDelete,
		canList: from.canList,
		canRead: from.canRead,
		canWrite: from.canWrite
	} : void 0;
}
function toArtifactManifestProperties(from, repositoryName, registryLoginServer) {
	return {
		registryLoginServer,
		repositoryName,
		digest: from.digest,
		sizeInBytes: from.size,
		createdOn: from.createdOn,
		lastUpdatedOn: from.lastUpdatedOn,
		architecture: from.architecture ?? void 0,
		operatingSystem: from.operatingSystem ?? void 0,
		relatedArtifacts: from.relatedArtifacts ?? [],
		tags: from.tags ?? [],
		...toManifestWritableProperties(from)
	};
}
function toServiceTagOrderBy(orderBy) {
	return orderBy === "LastUpdatedOnAscending" ? "timeasc" : orderBy === "LastUpdatedOnDescending" ? "timedesc" : void 0;
}
function toServiceManifestOrderBy(orderBy) {
	return orderBy === "LastUpdatedOnAscending" ? "timeasc" : orderBy === "LastUpdatedOnDescending" ? "timedesc" : void 0;
}

// node_modules/@azure/container-registry/dist/esm/registryArtifact.js
var RegistryArtifactImpl = class {
	/**
	* Creates an instance of a RegistryArtifact.
	* @param registryEndpoint - the URL to the Container Registry endpoint
	* @param repositoryName - the name of the repository
	* @param tagOrDigest - the tag or digest of this artifact
	* @param client - the generated client that interacts with service
	*/
	constructor(registryEndpoint, repositoryName, tagOrDigest, client) {
		this.tagOrDigest = tagOrDigest;
		this.registryEndpoint = registryEndpoint;
		this.repositoryName = repositoryName;
		const parsedUrl = new URL(registryEndpoint);
		if (isDigest(tagOrDigest)) {
			this.digest = tagOrDigest;
			this.fullyQualifiedReference = `${parsedUrl.hostname}/${repositoryName}@${this.digest}`;
		} else this.fullyQualifiedReference = `${parsedUrl.hostname}/${repositoryName}:${tagOrDigest}`;
		this.client = client;
	}
	client;
	/**
	* The Azure Container Registry endpoint.
	*/
	registryEndpoint;
	/**
	* Repository name.
	*/
	repositoryName;
	/**
	* Name of the form 'registry-login-server/repository-name\@digest' or
	*   'registry-login-server/repository-name:tag'
	*/
	fullyQualifiedReference;
	digest;
	/**
	* digest of this artifact.
	*/
	async getDigest() {
		if (this.digest) return this.digest;
		if (!isDigest(this.tagOrDigest)) this.digest = (await this.getTagProperties(this.tagOrDigest)).digest;
		else this.digest = this.tagOrDigest;
		return this.digest;
	}
	/**
	* Deletes this registry artifact by deleting its manifest.
	* @param options -
	*/
	async delete(options = {}) {
		return tracingClient.withSpan("RegistryArtifactImpl.delete", options, async (updatedOptions) => {
			await this.client.containerRegistry.deleteManifest(this.repositoryName, await this.getDigest(), updatedOptions);
		});
	}
	/**
	* Deletes a tag. This removes the tag from the artifact and its manifest.
	* @param tag - the name of the tag to delete.
	* @param options -
	*/
	async deleteTag(tag, options = {}) {
		if (!tag) throw new Error("invalid tag");
		return tracingClient.withSpan("RegistryArtifactImpl.deleteTag", options, async (updatedOptions) => {
			await this.client.containerRegistry.deleteTag(this.repositoryName, tag, updatedOptions);
		});
	}
	/**
	* Retrieves the properties of the manifest that uniquely identifies this artifact.
	* @param options -
	*/
	async getManifestProperties(options = {}) {
		return tracingClient.withSpan("RegistryArtifactImpl.getManifestProperties", options, async (updatedOptions) => {
			const result = await this.client.containerRegistry.getManifestProperties(this.repositoryName, await this.getDigest(), updatedOptions);
			return toArtifactManifestProperties(result, this.repositoryName, result.registryLoginServer);
		});
	}
	/**
	* Updates the properties of the artifact's manifest.
	*
	* Example usage:
	*
	* ```ts snippet:RegistryArtifactUpdateManifestProperties
	* import { ContainerRegistryClient } from "@azure/container-registry";
	* import { DefaultAzureCredential } from "@azure/identity";
	*
	* const endpoint = "https://myregistryname.azurecr.io";
	* const repositoryName = "library/hello-world";
	* const artifactTagOrDigest = "latest";
	* const client = new ContainerRegistryClient(endpoint, new DefaultAzureCredential());
	*
	* const artifact = client.getArtifact(repositoryName, artifactTagOrDigest);
	* const updated = await artifact.updateManifestProperties({
	*   canDelete: false,
	*   canList: false,
	*   canRead: false,
	*   canWrite: false,
	* });
	* ```
	* @param options - options to update manifest properties
	*/
	async updateManifestProperties(options) {
		return tracingClient.withSpan("RegistryArtifactImpl.updateManifestProperties", {
			...options,
			value: {
				canDelete: options.canDelete,
				canWrite: options.canWrite,
				canList: options.canList,
				canRead: options.canRead
			}
		}, async (updatedOptions) => {
			const result = await this.client.containerRegistry.updateManifestProperties(this.repositoryName, await this.getDigest(), updatedOptions);
			return toArtifactManifestProperties(result, this.repositoryName, result.registryLoginServer);
		});
	}
	/**
	* Retrieves the properties of the specified tag.
	* @param tag - the tag to retrieve properties.
	* @param options - options to get tag properties
	*/
	async getTagProperties(tag, options = {}) {
		if (!tag) throw new Error("invalid tag");
		return tracingClient.withSpan("RegistryArtifactImpl.getTagProperties", options, (updatedOptions) => {
			return this.client.containerRegistry.getTagProperties(this.repositoryName, tag, updatedOptions);
		});
	}
	/**
	* Updates the properties of a given tag.
	*
	* Example usage:
	*
	* ```ts snippet:RegistryArtifactUpdateTagProperties
	* import { ContainerRegistryClient } from "@azure/container-registry";
	* import { DefaultAzureCredential } from "@azure/identity";
	*
	* const endpoint = "https://myregistryname.azurecr.io";
	* const repositoryName = "library/hello-world";
	* const artifactTagOrDigest = "latest";
	* const tag = "latest";
	* const client = new ContainerRegistryClient(endpoint, new DefaultAzureCredential());
	*
	* const artifact = client.getArtifact(repositoryName, artifactTagOrDigest);
	* const updated = await artifact.updateTagProperties(tag, {
	*   canDelete: false,
	*   canList: false,
	*   canRead: false,
	*   canWrite: false,
	* });
	* ```
	* @param tag - name of the tag to update properties on
	* @param options - options to update tag properties
	*/
	async updateTagProperties(tag, options) {
		if (!tag) throw new Error("invalid tag");
		return tracingClient.withSpan("RegistryArtifactImpl.updateTagProperties", {
			...options,
			value: {
				canDelete: options.canDelete,
				canWrite: options.canWrite,
				canList: options.canList,
				canRead: options.canRead
			}
		}, (updatedOptions) => {
			return this.client.containerRegistry.updateTagAttributes(this.repositoryName, tag, updatedOptions);
		});
	}
	/**
	* Returns an async iterable iterator to list the tags that uniquely identify this artifact and the properties of each.
	*
	* Example using `for-await-of` syntax:
	*
	* ```ts snippet:RegistryArtifactListTagProperties
	* import { ContainerRegistryClient } from "@azure/container-registry";
	* import { DefaultAzureCredential } from "@azure/identity";
	*
	* const endpoint = "https://myregistryname.azurecr.io";
	* const repositoryName = "library/hello-world";
	* const artifactTagOrDigest = "latest";
	* const client = new ContainerRegistryClient(endpoint, new DefaultAzureCredential());
	*
	* const artifact = client.getArtifact(repositoryName, artifactTagOrDigest);
	* for await (const tag of artifact.listTagProperties()) {
	*   console.log("tag: ", tag);
	* }
	* ```
	*
	* @param options - options to list tags
	*/
	listTagProperties(options = {}) {
		const iter = this.listTagsItems(options);
		return {
			next() {
				return iter.next();
			},
			[Symbol.asyncIterator]() {
				return this;
			},
			byPage: (settings = {}) => this.listTagsPage(settings, options)
		};
	}
	async *listTagsItems(options = {}) {
		for await (const page of this.listTagsPage({}, options)) yield* page;
	}
	async *listTagsPage(continuationState, options = {}) {
		const orderby = toServiceTagOrderBy(options.order);
		if (!continuationState.continuationToken) {
			const optionsComplete = {
				...options,
				n: continuationState.maxPageSize,
				orderby
			};
			const currentPage = await this.client.containerRegistry.getTags(this.repositoryName, optionsComplete);
			continuationState.continuationToken = extractNextLink(currentPage.link);
			if (currentPage.tagAttributeBases) {
				const array = currentPage.tagAttributeBases.map((t) => {
					return {
						registryLoginServer: currentPage.registryLoginServer,
						repositoryName: currentPage.repository,
						...t
					};
				});
				yield Object.defineProperty(array, "continuationToken", {
					value: continuationState.continuationToken,
					enumerable: true
				});
			}
		}
		while (continuationState.continuationToken) {
			const currentPage = await this.client.containerRegistry.getTagsNext(this.repositoryName, continuationState.continuationToken, options);
			continuationState.continuationToken = extractNextLink(currentPage.link);
			if (currentPage.tagAttributeBases) {
				const array = currentPage.tagAttributeBases.map((t) => {
					return {
						registryLoginServer: currentPage.registryLoginServer,
						repositoryName: currentPage.repository,
						...t
					};
				});
				yield Object.defineProperty(array, "continuationToken", {
					value: continuationState.continuationToken,
					enumerable: true
				});
			}
		}
	}
};

// node_modules/@azure/container-registry/dist/esm/containerRepository.js
var ContainerRepositoryImpl = class {
	client;
	/**
	* The Azure Container Registry endpoint.
	*/
	registryEndpoint;
	/**
	* Repository name.
	*/
	name;
	/**
	* Creates an instance of a ContainerRepository.
	* @param registryEndpoint - the URL to the Container Registry endpoint
	* @param name - the name of the repository
	* @param client - the generated client that interacts with service
	*/
	constructor(registryEndpoint, name, client) {
		this.registryEndpoint = registryEndpoint;
		this.name = name;
		this.client = client;
	}
	/**
	* Deletes this repository and all artifacts that are part of its logical group.
	*
	* @param options - optional configuration for the operation
	*/
	async delete(options = {}) {
		return tracingClient.withSpan("ContainerRepositoryImpl.delete", options, async (updatedOptions) => {
			await this.client.containerRegistry.deleteRepository(this.name, updatedOptions);
		});
	}
	/**
	* Returns an helper instance of {@link RegistryArtifact} for the given tag or digest.
	* @param tagOrDigest - the tag or digest of the artifact
	*/
	getArtifact(tagOrDigest) {
		if (!tagOrDigest) throw new Error("invalid tagOrDigest");
		return new RegistryArtifactImpl(this.registryEndpoint, this.name, tagOrDigest, this.client);
	}
	/**
	* Retrieves the properties of this repository.
	* @param options - The options for the operation.
	*/
	async getProperties(options = {}) {
		return tracingClient.withSpan("ContainerRepositoryImpl.getProperties", options, (updatedOptions) => {
			return this.client.containerRegistry.getProperties(this.name, updatedOptions);
		});
	}
	/**
	* Updates the properties of this repository.
	*
	* Example usage:
	*
	* ```ts snippet:ContainerRepositoryUpdateProperties
	* import { ContainerRegistryClient } from "@azure/container-registry";
	* import { DefaultAzureCredential } from "@azure/identity";
	*
	* const endpoint = "https://myregistryname.azurecr.io";
	* const repositoryName = "library/hello-world";
	* const client = new ContainerRegistryClient(endpoint, new DefaultAzureCredential());
	* const repository = client.getRepository(repositoryName);
	*
	* const updated = await repository.updateProperties({
	*   canDelete: false,
	*   canList: false,
	*   canRead: false,
	*   canWrite: false,
	* });
	* ```
	* @param options - The options for the operation.
	*/
	async updateProperties(options) {
		const value = {
			canDelete: options.canDelete,
			canWrite: options.canWrite,
			canList: options.canList,
			canRead: options.canRead
		};
		return tracingClient.withSpan("ContainerRepositoryImpl.updateProperties", {
			...options,
			value
		}, (updatedOptions) => {
			return this.client.containerRegistry.updateProperties(this.name, updatedOptions);
		});
	}
	/**
	* Returns an async iterable iterator to list manifest properties.
	* This is useful for determining the collection of artifacts associated with
	* this repository, as each artifact is uniquely identified by its manifest.
	*
	* Example using `for-await-of` syntax:
	*
	* ```ts snippet:ContainerRepositoryListManifestProperties
	* import { ContainerRegistryClient } from "@azure/container-registry";
	* import { DefaultAzureCredential } from "@azure/identity";
	*
	* const endpoint = "https://myregistryname.azurecr.io";
	* const repositoryName = "library/hello-world";
	* const client = new ContainerRegistryClient(endpoint, new DefaultAzureCredential());
	* const repository = client.getRepository(repositoryName);
	*
	* for await (const manifest of repository.listManifestProperties()) {
	*   console.log("manifest: ", manifest);
	* }
	* ```
	*
	* @param options - The options for the operation.
	*/
	listManifestProperties(options = {}) {
		const iter = this.listManifestsItems(options);
		return {
			next() {
				return iter.next();
			},
			[Symbol.asyncIterator]() {
				return this;
			},
			byPage: (settings = {}) => this.listManifestsPage(settings, options)
		};
	}
	async *listManifestsItems(options = {}) {
		for await (const page of this.listManifestsPage({}, options)) yield* page;
	}
	async *listManifestsPage(continuationState, options = {}) {
		const orderby = toServiceManifestOrderBy(options.order);
		if (!continuationState.continuationToken) {
			const optionsComplete = {
				...options,
				n: continuationState.maxPageSize,
				orderby
			};
			const currentPage = await this.client.containerRegistry.getManifests(this.name, optionsComplete);
			continuationState.continuationToken = extractNextLink(currentPage.link);
			if (currentPage.manifests) {
				const array = currentPage.manifests.map((t) => toArtifactManifestProperties(t, this.name, currentPage.registryLoginServer));
				yield Object.defineProperty(array, "continuationToken", {
					value: continuationState.continuationToken,
					enumerable: true
				});
			}
		}
		while (continuationState.continuationToken) {
			const currentPage = await this.client.containerRegistry.getManifestsNext(this.name, continuationState.continuationToken, options);
			continuationState.continuationToken = extractNextLink(currentPage.link);
			if (currentPage.manifests) {
				const array = currentPage.manifests.map((t) => toArtifactManifestProperties(t, this.name, currentPage.registryLoginServer));
				yield Object.defineProperty(array, "continuationToken", {
					value: continuationState.continuationToken,
					enumerable: true
				});
			}
		}
	}
};

// node_modules/@azure/container-registry/dist/esm/utils/base64.js
function base64decode(encodedString) {
	return Buffer.from(encodedString, "base64").toString();
}

// node_modules/@azure/container-registry/dist/esm/containerRegistryTokenCredential.js
var ContainerRegistryRefreshTokenCredential = class {
	constructor(authClient, authenticationScope, credential) {
		this.authenticationScope = authenticationScope;
		this.credential = credential;
		this.tokenService = new ContainerRegistryTokenService(authClient);
		this.isAnonymousAccess = !this.credential;
	}
	tokenService;
	isAnonymousAccess;
	async getToken(_scopes, options) {
		if (!this.credential) return null;
		const aadToken = await this.credential.getToken(this.authenticationScope, options);
		if (!aadToken) throw new Error("Failed to retrieve AAD token.");
		return this.tokenService.ExchangeAadAccessTokenForAcrRefreshTokenAsync(aadToken.token, options.service, options);
	}
};
var ContainerRegistryTokenService = class {
	constructor(authClient) {
		this.authClient = authClient;
	}
	async ExchangeAadAccessTokenForAcrRefreshTokenAsync(aadAccessToken, service, options) {
		const acrRefreshToken = await this.authClient.authentication.exchangeAadAccessTokenForAcrRefreshToken("access_token", service, {
			...options,
			accessToken: aadAccessToken
		});
		if (!acrRefreshToken.refreshToken) throw new Error("Failed to exchange AAD access token for an ACR refresh token.");
		const jwtParts = acrRefreshToken.refreshToken.split(".");
		if (jwtParts.length < 3) throw new Error("Invalid JWT structure from ACR refresh token.");
		if (!jwtParts[1]) throw new Error("Invalid JWT payload.");
		const jwtPayload = JSON.parse(base64decode(jwtParts[1]));
		if (!jwtPayload.exp) throw new Error("Invalid JWT payload structure. No expiration.");
		const expiry = Number.parseInt(jwtPayload.exp) * 1e3;
		return {
			token: acrRefreshToken.refreshToken,
			expiresOnTimestamp: expiry
		};
	}
	async ExchangeAcrRefreshTokenForAcrAccessTokenAsync(acrRefreshToken, service, scope, grantType, options) {
		const acrAccessToken = await this.authClient.authentication.exchangeAcrRefreshTokenForAcrAccessToken(service, scope, acrRefreshToken, grantType, options);
		if (!acrAccessToken.accessToken) throw new Error("Failed to exchange ACR refresh token for an ACR access token");
		return acrAccessToken.accessToken;
	}
};

// node_modules/@azure/container-registry/dist/esm/containerRegistryClient.js
const LATEST_API_VERSION = "2021-07-01";
var ContainerRegistryClient = class {
	/**
	* The Azure Container Registry endpoint.
	*/
	endpoint;
	client;
	constructor(endpoint, credentialOrOptions, clientOptions = {}) {
		if (!endpoint) throw new Error("invalid endpoint");
		this.endpoint = endpoint;
		let credential;
		let options;
		if (isTokenCredential(credentialOrOptions)) {
			credential = credentialOrOptions;
			options = clientOptions;
		} else options = credentialOrOptions ?? {};
		const internalPipelineOptions = {
			...options,
			redirectOptions: {
				allowCrossOriginRedirects: true,
				...options?.redirectOptions
			},
			loggingOptions: {
				logger: logger.info,
				additionalAllowedQueryParameters: [
					"last",
					"n",
					"orderby",
					"digest"
				]
			}
		};
		const defaultScope = `${options.audience ?? "https://containerregistry.azure.net"}/.default`;
		const serviceVersion = options.serviceVersion ?? LATEST_API_VERSION;
		const authClient = new GeneratedClient(endpoint, serviceVersion, internalPipelineOptions);
		this.client = new GeneratedClient(endpoint, serviceVersion, internalPipelineOptions);
		this.client.pipeline.addPolicy(bearerTokenAuthenticationPolicy({
			credential,
			scopes: [defaultScope],
			challengeCallbacks: new ChallengeHandler(new ContainerRegistryRefreshTokenCredential(authClient, defaultScope, credential))
		}));
	}
	/**
	* Deletes the repository identified by the given name and all associated artifacts.
	*
	* @param repositoryName - the name of repository to delete
	* @param options - optional configuration for the operation
	*/
	async deleteRepository(repositoryName, options = {}) {
		if (!repositoryName) throw new Error("invalid repositoryName");
		return tracingClient.withSpan("ContainerRegistryClient.deleteRepository", options, async (updatedOptions) => {
			await this.client.containerRegistry.deleteRepository(repositoryName, updatedOptions);
		});
	}
	/**
	* Returns an instance of {@link RegistryArtifact} for calling service methods related to the artifact specified by `repositoryName` and `tagOrDigest`.
	*
	* @param repositoryName - the name of repository
	* @param tagOrDigest - tag or digest of the artifact to retrieve
	*/
	getArtifact(repositoryName, tagOrDigest) {
		if (!repositoryName) throw new Error("invalid repositoryName");
		if (!tagOrDigest) throw new Error("invalid tagOrDigest");
		return new ContainerRepositoryImpl(this.endpoint, repositoryName, this.client).getArtifact(tagOrDigest);
	}
	/**
	* Returns an instance of {@link ContainerRepository} for calling service methods related to the repository specified by `repositoryName`.
	*
	* @param repositoryName - the name of repository
	*/
	getRepository(repositoryName) {
		if (!repositoryName) throw new Error("invalid repositoryName");
		return new ContainerRepositoryImpl(this.endpoint, repositoryName, this.client);
	}
	/**
	* Returns an async iterable iterator to list names of repositories in this registry.
	*
	* Example usage:
	* ```ts snippet:SampleReadmeListRepositories
	* import { ContainerRegistryClient, KnownContainerRegistryAudience } from "@azure/container-registry";
	* import { DefaultAzureCredential } from "@azure/identity";
	*
	* const endpoint = "https://myregistryname.azurecr.io";
	* const client = new ContainerRegistryClient(endpoint, new DefaultAzureCredential(), {
	*   audience: KnownContainerRegistryAudience.AzureResourceManagerPublicCloud,
	* });
	*
	* const iterator = client.listRepositoryNames();
	* for await (const repository of iterator) {
	*   console.log(`  repository: ${repository}`);
	* }
	* ```
	*
	* @param options - The options for the request
	*/
	listRepositoryNames(options = {}) {
		const iter = this.listRepositoryItems(options);
		return {
			next() {
				return iter.next();
			},
			[Symbol.asyncIterator]() {
				return this;
			},
			byPage: (settings = {}) => this.listRepositoriesPage(settings, options)
		};
	}
	async *listRepositoryItems(options = {}) {
		for await (const page of this.listRepositoriesPage({}, options)) yield* page;
	}
	async *listRepositoriesPage(continuationState, options = {}) {
		if (!continuationState.continuationToken) {
			const optionsComplete = {
				...options,
				n: continuationState.maxPageSize
			};
			const currentPage = await this.client.containerRegistry.getRepositories(optionsComplete);
			continuationState.continuationToken = extractNextLink(currentPage.link);
			if (currentPage.repositories) {
				const array = currentPage.repositories;
				yield Object.defineProperty(array, "continuationToken", {
					value: continuationState.continuationToken,
					enumerable: true
				});
			}
		}
		while (continuationState.continuationToken) {
			const currentPage = await this.client.containerRegistry.getRepositoriesNext(continuationState.continuationToken, options);
			continuationState.continuationToken = extractNextLink(currentPage.link);
			if (currentPage.repositories) {
				const array = currentPage.repositories;
				yield Object.defineProperty(array, "continuationToken", {
					value: continuationState.continuationToken,
					enumerable: true
				});
			}
		}
	}
};

export { ContainerRegistryClient, ContainerRegistryManagementClient };