using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of containers and init containers.</summary>
internal static class ContainerValidator
{
    private const string OnlySidecars = "may not be set for init containers without restartPolicy=Always";

    public static void Containers(PodScope scope, FieldPath path)
    {
        if (scope.Spec.List("containers") is not { Count: > 0 } containers)
        {
            scope.Errors.Required(path);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hostPorts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonObject container)
                continue;
            var place = path.Index(i);
            Common(container, place, scope);
            if (!names.Add(container.Text("name") ?? ""))
                scope.Errors.Duplicate(place.Child("name"), container.Text("name") ?? "");
            Long(container, place, scope);
            RestartRules(container, place, scope.Errors);
            HostPorts(container, place, hostPorts, scope.Errors);
        }
    }

    public static void InitContainers(PodScope scope, FieldPath path)
    {
        if (scope.Spec.List("initContainers") is not { Count: > 0 } containers)
            return;
        var names = scope.Spec.Objects("containers").Select(container => container.Text("name") ?? "").ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonObject container)
                continue;
            var place = path.Index(i);
            Common(container, place, scope);
            RestartRules(container, place, scope.Errors);
            var name = container.Text("name") ?? "";
            if (name.Length > 0 && !names.Add(name))
                scope.Errors.Duplicate(place.Child("name"), name);
            HostPorts(container, place, new HashSet<string>(StringComparer.Ordinal), scope.Errors);
            if (container.Text("restartPolicy") == "Always")
            {
                Long(container, place, scope);
                continue;
            }
            foreach (var field in (ReadOnlySpan<string>)["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"])
            {
                if (container[field] is not null)
                    scope.Errors.Forbidden(place.Child(field), OnlySidecars);
            }
        }
    }

    /// <summary>What holds for containers of every sort.</summary>
    public static void Common(JsonObject container, FieldPath path, PodScope scope)
    {
        var errors = scope.Errors;
        var name = container.Text("name") ?? "";
        if (name.Length == 0)
            errors.Required(path.Child("name"));
        else
            errors.Invalid(path.Child("name"), name, NameRules.Label(name));
        var image = container.Text("image") ?? "";
        if (image.Length == 0)
            errors.Required(path.Child("image"));
        else if (scope.IsPod && image.Length != image.Trim().Length)
            errors.Invalid(path.Child("image"), image, "must not have leading or trailing whitespace");
        Ports(container, path.Child("ports"), errors);
        EnvironmentValidator.Variables(container, path.Child("env"), errors);
        EnvironmentValidator.Sources(container, path.Child("envFrom"), errors);
        MountValidator.Mounts(container, path.Child("volumeMounts"), scope);
        MountValidator.Devices(container, path.Child("volumeDevices"), scope);
        ResourceRules.Requirements(container.Object("resources"), scope.ClaimNames, path.Child("resources"), isPod: false, errors);
        ResizePolicy(container, path.Child("resizePolicy"), scope);
        SecurityValidator.Container(container.Object("securityContext"), path.Child("securityContext"), scope);
    }

    /// <summary>What only containers that keep running may have.</summary>
    private static void Long(JsonObject container, FieldPath path, PodScope scope)
    {
        HandlerValidator.Lifecycle(container.Object("lifecycle"), path.Child("lifecycle"), scope);
        HandlerValidator.Probe(container.Object("livenessProbe"), path.Child("livenessProbe"), isReadiness: false, scope);
        HandlerValidator.Probe(container.Object("readinessProbe"), path.Child("readinessProbe"), isReadiness: true, scope);
        HandlerValidator.Probe(container.Object("startupProbe"), path.Child("startupProbe"), isReadiness: false, scope);
    }

    private static void Ports(JsonObject container, FieldPath path, FieldErrors errors)
    {
        if (container.List("ports") is not { } ports)
            return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonObject port)
                continue;
            if (port.Text("name") is { Length: > 0 } name)
            {
                var messages = NameRules.PortName(name);
                errors.Invalid(path.Index(i).Child("name"), name, messages);
                if (messages.Count == 0 && !names.Add(name))
                    errors.Duplicate(path.Index(i).Child("name"), name);
            }
            var number = port.Number("containerPort") ?? 0;
            if (number == 0)
                errors.Required(path.Index(i).Child("containerPort"));
            else
                errors.Invalid(path.Index(i).Child("containerPort"), number, NameRules.PortNumber(number));
            if (port.Number("hostPort") is { } host and not 0)
                errors.Invalid(path.Index(i).Child("hostPort"), host, NameRules.PortNumber(host));
        }
    }

    private static void HostPorts(JsonObject container, FieldPath path, HashSet<string> taken, FieldErrors errors)
    {
        var index = -1;
        foreach (var port in container.Objects("ports"))
        {
            index++;
            if (port.Number("hostPort") is not { } number || number == 0)
                continue;
            var key = string.Create(CultureInfo.InvariantCulture, $"{port.Text("protocol")}/{port.Text("hostIP")}/{number}");
            if (!taken.Add(key))
                errors.Duplicate(path.Child("ports").Index(index).Child("hostPort"), key);
        }
    }

    private static void ResizePolicy(JsonObject container, FieldPath path, PodScope scope)
    {
        if (container.List("resizePolicy") is not { } policies)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < policies.Count; i++)
        {
            if (policies[i] is not JsonObject policy)
                continue;
            var resource = policy.Text("resourceName") ?? "";
            if (!seen.Add(resource))
                scope.Errors.Duplicate(path.Index(i), resource);
            if (resource.Length == 0)
                scope.Errors.Required(path);
            else if (resource is not ("cpu" or "memory"))
                scope.Errors.NotSupported(path, resource, "cpu", "memory");
            var restart = policy.Text("restartPolicy") ?? "";
            if (restart.Length == 0)
                scope.Errors.Required(path);
            else if (restart is not ("NotRequired" or "RestartContainer"))
                scope.Errors.NotSupported(path, restart, "NotRequired", "RestartContainer");
            if (scope.RestartPolicy == "Never" && restart != "NotRequired")
                scope.Errors.Invalid(path, restart, "must be 'NotRequired' when `restartPolicy` is 'Never'");
        }
    }

    /// <summary>A container's own restart policy, and rules by exit code (KEP-5307).</summary>
    private static void RestartRules(JsonObject container, FieldPath path, FieldErrors errors)
    {
        const int MaximumRules = 20;
        var policy = container.Text("restartPolicy");
        if (policy is not null and not ("Always" or "Never" or "OnFailure"))
            errors.NotSupported(path.Child("restartPolicy"), policy, "Always", "Never", "OnFailure");
        if (container.List("restartPolicyRules") is not { Count: > 0 } rules)
            return;
        var rulesPath = path.Child("restartPolicyRules");
        if (policy is null)
            errors.Required(path.Child("restartPolicy"), "must specify restartPolicy when restart rules are used");
        if (rules.Count > MaximumRules)
            errors.TooLong(rulesPath, MaximumRules);
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is not JsonObject rule)
                continue;
            if (rule.Text("action") is not ("Restart" or "RestartAllContainers"))
                errors.NotSupported(rulesPath.Index(i).Child("action"), rule.Text("action") ?? "", "Restart", "RestartAllContainers");
            if (rule.Object("exitCodes") is not { } codes)
                errors.Required(rulesPath.Index(i).Child("exitCodes"), "must be specified");
            else if (codes.Text("operator") is not ("In" or "NotIn"))
                errors.NotSupported(rulesPath.Index(i).Child("exitCodes").Child("operator"), codes.Text("operator") ?? "", "In", "NotIn");
        }
    }
}
