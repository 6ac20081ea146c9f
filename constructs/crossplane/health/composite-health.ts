/**
 * Health of an XR or a claim. What Argo CD ships knows groups of Crossplane and Upbound only: kinds of
 * one's own are healthy to it at once, and what comes in later waves is applied too early.
 *
 * Conditions of an earlier generation say nothing of what was just applied.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const compositeHealth = `local hs = { status = "Progressing", message = "Waiting for Crossplane" }
local metadata = obj.metadata or {}
if metadata.annotations ~= nil and metadata.annotations["crossplane.io/paused"] == "true" then
  return { status = "Suspended", message = "Paused by the annotation crossplane.io/paused" }
end
if metadata.deletionTimestamp ~= nil then
  hs.message = "Being deleted"
  return hs
end
local found = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    local seen = condition.observedGeneration
    if seen == nil or metadata.generation == nil or seen >= metadata.generation then
      found[condition.type] = condition
    end
  end
end
local synced, ready = found["Synced"], found["Ready"]
if synced ~= nil and synced.status == "False" then
  return { status = "Degraded", message = synced.message or synced.reason or "Not synced" }
end
if ready == nil then
  return hs
end
if ready.status == "True" then
  return { status = "Healthy", message = ready.reason or "Ready" }
end
hs.message = ready.message or ready.reason or hs.message
return hs
`;
