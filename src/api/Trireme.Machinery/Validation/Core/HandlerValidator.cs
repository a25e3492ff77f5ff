using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of probes and lifecycle hooks: each has exactly one handler.</summary>
internal static class HandlerValidator
{
    public static void Lifecycle(JsonObject? lifecycle, FieldPath path, PodScope scope)
    {
        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (lifecycle?.Object(hook) is { } handler)
                Handler(handler, path.Child(hook), scope);
        }
    }

    public static void Probe(JsonObject? probe, FieldPath path, bool isReadiness, PodScope scope)
    {
        if (probe is null)
            return;
        var errors = scope.Errors;
        Handler(probe, path, scope);
        foreach (var field in (ReadOnlySpan<string>)["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
            NumberRules.NotNegative(probe, field, path, errors);
        var grace = probe.Number("terminationGracePeriodSeconds");
        if (grace <= 0)
            errors.Invalid(path.Child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
        if (isReadiness)
        {
            if (grace is not null)
                errors.Invalid(path.Child("terminationGracePeriodSeconds"), grace, "must not be set for readinessProbes");
        }
        else if (probe.Number("successThreshold") is { } threshold and not 1)
            errors.Invalid(path.Child("successThreshold"), threshold, "must be 1");
    }

    private static void Handler(JsonObject holder, FieldPath path, PodScope scope)
    {
        var isFirst = true;
        foreach (var name in (ReadOnlySpan<string>)["exec", "httpGet", "tcpSocket", "grpc", "sleep"])
        {
            if (holder.Object(name) is not { } handler)
                continue;
            if (isFirst)
                One(name, handler, path.Child(name), scope);
            else
                scope.Errors.Forbidden(path.Child(name), "may not specify more than 1 handler type");
            isFirst = false;
        }
        if (isFirst)
            scope.Errors.Required(path, "must specify a handler type");
    }

    private static void One(string name, JsonObject handler, FieldPath path, PodScope scope)
    {
        switch (name)
        {
            case "exec":
                if (handler.List("command") is not { Count: > 0 })
                    scope.Errors.Required(path.Child("command"));
                break;
            case "httpGet":
                if (handler.Text("path") is not { Length: > 0 })
                    scope.Errors.Required(path.Child("path"));
                NumberRules.Port(handler["port"], path.Child("port"), scope.Errors);
                foreach (var header in handler.Objects("httpHeaders"))
                    scope.Errors.Invalid(path.Child("httpHeaders"), header.Text("name") ?? "", NameRules.HttpHeader(header.Text("name") ?? ""));
                break;
            case "tcpSocket" or "grpc":
                NumberRules.Port(handler["port"], path.Child("port"), scope.Errors);
                break;
            case "sleep":
                var seconds = handler.Number("seconds") ?? 0;
                if (scope.GracePeriod is { } grace && (seconds < 0 || seconds > grace))
                    scope.Errors.Invalid(path, seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({grace})");
                break;
        }
    }
}
