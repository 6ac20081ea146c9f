/** Health of an XRD: healthy when its kind can be created, which what Argo CD ships says at once. */
export const definitionHealth = `local hs = { status = "Progressing", message = "Waiting for the kind" }
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    if condition.type == "Established" then
      if condition.status == "True" then
        return { status = "Healthy", message = condition.reason or "Established" }
      end
      hs.message = condition.message or condition.reason or hs.message
    end
  end
end
return hs
`;
