using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of an Event. One that has an <c>eventTime</c> is of the newer form, which asks for more.</summary>
internal sealed class EventValidator : KindValidator
{
    private const int MaximumShort = 128;
    private const int MaximumNote = 1024;

    public override IReadOnlyList<string> Name(string name) => NameRules.PathSegment(name);

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var ns = obj.Object("metadata")?.Text("namespace") ?? "";
        var involved = obj.Object("involvedObject")?.Text("namespace") ?? "";
        var isNew = obj["eventTime"] is not null;
        var agrees = involved.Length > 0 ? isNew || involved == ns : ns is "" or "default" || (isNew && ns == "kube-system");
        if (!agrees)
            errors.Invalid(FieldPath.Of("involvedObject", "namespace"), involved, "does not match event.namespace");
        if (isNew)
            NewForm(obj, errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        Validate(obj, errors);
        if (obj["eventTime"] is null || old["eventTime"] is null)
            return;
        foreach (var field in (ReadOnlySpan<string>)["involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime", "action", "related", "reportingComponent", "reportingInstance"])
        {
            if (!Same(obj[field], old[field]))
                errors.Invalid(FieldPath.Of(field), obj[field], FieldIsImmutable);
        }
    }

    private static void NewForm(JsonObject obj, FieldErrors errors)
    {
        var controller = obj.Text("reportingComponent") ?? "";
        if (controller.Length == 0)
            errors.Required(FieldPath.Of("reportingComponent"));
        errors.Invalid(FieldPath.Of("reportingComponent"), controller, NameRules.QualifiedName(controller));
        foreach (var field in (ReadOnlySpan<string>)["reportingInstance", "action", "reason"])
        {
            var text = obj.Text(field) ?? "";
            if (text.Length == 0)
                errors.Required(FieldPath.Of(field));
            if (Encoding.UTF8.GetByteCount(text) > MaximumShort)
                errors.Invalid(FieldPath.Of(field), "", $"can have at most {MaximumShort} characters");
        }
        if (Encoding.UTF8.GetByteCount(obj.Text("message") ?? "") > MaximumNote)
            errors.Invalid(FieldPath.Of("message"), "", $"can have at most {MaximumNote} characters");
    }
}
