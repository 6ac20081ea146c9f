/**
 * Health of a provider, function or configuration: healthy when it is installed and its pods run, so
 * that later waves find its kinds. Broken is only what cannot be fetched or unpacked; a package whose
 * pods are not there yet reports itself unhealthy too, which would fail every first sync.
 */
export const packageHealth = `local hs = { status = "Progressing", message = "Waiting for the package" }
local metadata = obj.metadata or {}
if metadata.annotations ~= nil and metadata.annotations["crossplane.io/paused"] == "true" then
  return { status = "Suspended", message = "Paused by the annotation crossplane.io/paused" }
end
local found = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    found[condition.type] = condition
  end
end
local installed, healthy = found["Installed"], found["Healthy"]
if installed == nil then
  return hs
end
if installed.status ~= "True" then
  if installed.reason == "InactivePackageRevision" then
    return { status = "Suspended", message = "Waiting for somebody to activate the revision" }
  end
  if installed.message ~= nil and installed.message ~= "" then
    return { status = "Degraded", message = installed.message }
  end
  hs.message = installed.reason or hs.message
  return hs
end
if healthy ~= nil and healthy.status == "True" then
  return { status = "Healthy", message = healthy.reason or "Healthy" }
end
if healthy ~= nil then
  hs.message = healthy.message or healthy.reason or hs.message
end
return hs
`;
