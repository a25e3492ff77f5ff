using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Service.</summary>
internal sealed class ServiceValidator : KindValidator
{
    private const string OnlyBalancers = "may only be used when `type` is 'LoadBalancer'";
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override IReadOnlyList<string> Name(string name) => NameRules.Label1035(name);

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var spec = obj.Object("spec") ?? [];
        var type = spec.Text("type") ?? "";
        var isHeadless = ServiceAddressRules.IsHeadless(spec);
        if (spec.List("ports") is not { Count: > 0 } && !isHeadless && type != "ExternalName")
            errors.Required(Spec.Child("ports"));
        if (isHeadless && type is ("LoadBalancer" or "NodePort"))
            errors.Invalid(Spec.Child("clusterIPs").Index(0), "None", $"may not be set to 'None' for {type} services");
        if (type == "ExternalName")
            ExternalName(spec, errors);
        ServicePortRules.Validate(spec, type, errors);
        LabelRules.Labels(spec.Object("selector"), Spec.Child("selector"), errors);
        Affinity(spec, errors);
        if (type != "ExternalName")
            ServiceAddressRules.Validate(spec, errors);
        var external = spec.List("externalIPs") ?? [];
        for (var i = 0; i < external.Count; i++)
        {
            var ip = external[i].AsText() ?? "";
            if (AddressRules.TryParse(ip, out _))
                AddressRules.NotSpecial(Spec.Child("externalIPs").Index(i), ip, errors);
            else
                errors.Invalid(Spec.Child("externalIPs").Index(i), ip, AddressRules.IPMessage);
        }
        Balancer(spec, type, errors);
        Traffic(spec, type, errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        var spec = obj.Object("spec") ?? [];
        if (subresource == "status")
        {
            Status(obj.Object("status")?.Object("loadBalancer"), spec, errors);
            return;
        }
        var before = old.Object("spec") ?? [];
        ServiceAddressRules.ValidateUpdate(spec, before, errors);
        if (spec.Text("type") == "LoadBalancer" && before.Text("type") == "LoadBalancer" && spec.Text("loadBalancerClass") != before.Text("loadBalancerClass"))
            errors.Invalid(Spec.Child("loadBalancerClass"), spec["loadBalancerClass"], "may not change once set");
        if (NeedsHealthCheck(spec) && NeedsHealthCheck(before) && before["healthCheckNodePort"] is not null && spec.Number("healthCheckNodePort") != before.Number("healthCheckNodePort"))
            errors.Forbidden(Spec.Child("healthCheckNodePort"), FieldIsImmutable);
        Validate(obj, errors);
    }

    private static void ExternalName(JsonObject spec, FieldErrors errors)
    {
        const string Message = "may not be set for ExternalName services";
        if (spec.List("clusterIPs") is { Count: > 0 })
            errors.Forbidden(Spec.Child("clusterIPs"), Message);
        if (spec.List("ipFamilies") is { Count: > 0 })
            errors.Forbidden(Spec.Child("ipFamilies"), Message);
        if (spec["ipFamilyPolicy"] is not null)
            errors.Forbidden(Spec.Child("ipFamilyPolicy"), Message);
        var name = (spec.Text("externalName") ?? "").TrimEnd('.');
        if (name.Length == 0)
            errors.Required(Spec.Child("externalName"));
        else
            errors.Invalid(Spec.Child("externalName"), name, NameRules.Subdomain(name));
    }

    private static void Affinity(JsonObject spec, FieldErrors errors)
    {
        const int Longest = 86400;
        var path = Spec.Child("sessionAffinityConfig");
        var config = spec.Object("sessionAffinityConfig");
        if (spec.Text("sessionAffinity") != "ClientIP")
        {
            if (config is not null)
                errors.Forbidden(path, "must not be set when session affinity is None");
            return;
        }
        const string When = "when session affinity type is ClientIP";
        if (config is null)
            errors.Required(path, When);
        else if (config.Object("clientIP") is not { } client)
            errors.Required(path.Child("clientIP"), When);
        else if (client.Number("timeoutSeconds") is not { } seconds)
            errors.Required(path.Child("clientIP").Child("timeoutSeconds"), When);
        else if (seconds is < 1 or > Longest)
            errors.Invalid(path.Child("clientIP").Child("timeoutSeconds"), seconds, $"must be greater than 0 and less than {Longest}");
    }

    private static void Balancer(JsonObject spec, string type, FieldErrors errors)
    {
        var isBalancer = type == "LoadBalancer";
        if (spec.List("loadBalancerSourceRanges") is { Count: > 0 } ranges)
        {
            var path = Spec.Child("LoadBalancerSourceRanges");
            if (!isBalancer)
                errors.Forbidden(path, OnlyBalancers);
            for (var i = 0; i < ranges.Count; i++)
                AddressRules.Cidr(path.Index(i), (ranges[i].AsText() ?? "").Trim(), errors);
        }
        if (!isBalancer && spec["allocateLoadBalancerNodePorts"] is not null)
            errors.Forbidden(Spec.Child("allocateLoadBalancerNodePorts"), OnlyBalancers);
        if (spec.Text("loadBalancerClass") is not { } name)
            return;
        if (isBalancer)
            errors.Invalid(Spec.Child("loadBalancerClass"), name, NameRules.QualifiedName(name));
        else
            errors.Forbidden(Spec.Child("loadBalancerClass"), OnlyBalancers);
    }

    private static void Traffic(JsonObject spec, string type, FieldErrors errors)
    {
        var isExternal = type is "LoadBalancer" or "NodePort" || (type == "ClusterIP" && spec.List("externalIPs") is { Count: > 0 });
        if (!isExternal && spec.Text("externalTrafficPolicy") is { Length: > 0 } policy)
            errors.Invalid(Spec.Child("externalTrafficPolicy"), policy, "may only be set for externally-accessible services");
        if (spec.Number("healthCheckNodePort") is { } port and not 0)
        {
            if (!NeedsHealthCheck(spec))
                errors.Invalid(Spec.Child("healthCheckNodePort"), port, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
            else
                errors.Invalid(Spec.Child("healthCheckNodePort"), port, NameRules.PortNumber(port));
        }
        if (spec.Text("trafficDistribution") is { } distribution && distribution is not ("PreferClose" or "PreferSameNode" or "PreferSameZone"))
            errors.NotSupported(Spec.Child("trafficDistribution"), distribution, "PreferClose", "PreferSameNode", "PreferSameZone");
    }

    private static bool NeedsHealthCheck(JsonObject spec) => spec.Text("type") == "LoadBalancer" && spec.Text("externalTrafficPolicy") == "Local";

    private static void Status(JsonObject? balancer, JsonObject spec, FieldErrors errors)
    {
        if (balancer?.List("ingress") is not { Count: > 0 } ingress)
            return;
        var path = FieldPath.Of("status", "loadBalancer").Child("ingress");
        if (spec.Text("type") != "LoadBalancer")
        {
            errors.Forbidden(path, "may only be used when `spec.type` is 'LoadBalancer'");
            return;
        }
        for (var i = 0; i < ingress.Count; i++)
        {
            if (ingress[i] is not JsonObject entry)
                continue;
            var mode = entry.Text("ipMode");
            if (entry.Text("ip") is { Length: > 0 } ip)
            {
                AddressRules.IP(path.Index(i).Child("ip"), ip, errors);
                if (mode is null)
                    errors.Required(path.Index(i).Child("ipMode"), "must be specified when `ip` is set");
                else if (mode is not ("Proxy" or "VIP"))
                    errors.NotSupported(path.Index(i).Child("ipMode"), mode, "Proxy", "VIP");
            }
            else if (mode is not null)
                errors.Forbidden(path.Index(i).Child("ipMode"), "may not be specified when `ip` is not set");
            if (entry.Text("hostname") is { Length: > 0 } host)
            {
                errors.Invalid(path.Index(i).Child("hostname"), host, NameRules.Subdomain(host));
                if (AddressRules.TryParse(host, out _))
                    errors.Invalid(path.Index(i).Child("hostname"), host, "must be a DNS name, not an IP address");
            }
        }
    }
}
