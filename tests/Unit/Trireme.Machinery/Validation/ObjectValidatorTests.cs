using System.Text.Json.Nodes;
using Trireme.Machinery.Defaulting;
using Trireme.Machinery.Validation;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Validation;

/// <summary>
/// Each case of a golden file changes the smallest valid object of a kind (a JSON merge patch) and lists the errors that follow.
/// With <c>old</c> it is an update from that object.
/// </summary>
public sealed class ObjectValidatorTests
{
    private static readonly string[] Names = ["containers", "metadata", "pods", "services", "small-kinds", "updates", "volumes", "workloads"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var file in Names)
            {
                foreach (var entry in Read(file))
                    cases.Add(file, entry["name"]!.GetValue<string>());
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_GoldenCase_GivesTheErrorsOfKubernetes(string file, string name)
    {
        var entry = Read(file).Single(entry => entry["name"]!.GetValue<string>() == name);
        var expected = entry["errors"]!.AsArray().Select(error => error!.GetValue<string>());
        Assert.Equal(expected, Errors(entry).All.Select(error => error.ToString()));
    }

    [Fact]
    public void Validate_BaseObjects_AreValid()
    {
        foreach (var kind in new[] { "Pod", "Deployment", "ReplicaSet", "Service" })
            Assert.Empty(Errors(new JsonObject { ["kind"] = kind, ["change"] = new JsonObject() }).All);
    }

    [Fact]
    public void ValidateUpdate_OldWasReadFromTheStore_SeesNoDifference()
    {
        foreach (var kind in new[] { "Pod", "Deployment", "ReplicaSet", "Service", "Node", "Secret" })
        {
            var obj = Object(kind, new JsonObject { ["metadata"] = new JsonObject { ["uid"] = "u" } });
            var errors = new FieldErrors();
            ObjectValidator.ValidateUpdate(GoldenFile.KindOf(obj), obj, JsonNode.Parse(obj.ToJsonString())!.AsObject(), "", errors);
            Assert.Empty(errors.All);
        }
    }

    [Fact]
    public void ToStatus_OneError_HasMessageAndCause()
    {
        var errors = new FieldErrors();
        errors.Invalid(FieldPath.Of("spec", "replicas"), -1, "must be greater than or equal to 0");
        var status = errors.ToStatus("apps", "Deployment", "x");
        Assert.Equal("Deployment.apps \"x\" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0", status.Message);
        Assert.Equal((422, "Invalid", "Failure"), (status.Code, status.Reason, status.Outcome));
        Assert.Equal(("x", "apps", "Deployment"), (status.Details!.Name, status.Details.Group, status.Details.Kind));
        var cause = Assert.Single(status.Details.Causes!);
        Assert.Equal(("FieldValueInvalid", "spec.replicas", "Invalid value: -1: must be greater than or equal to 0"), (cause.Reason, cause.Field, cause.Message));
    }

    [Fact]
    public void ToStatus_SeveralErrors_ListsEachOnce()
    {
        var errors = new FieldErrors();
        errors.Required(FieldPath.Of("a"));
        errors.Required(FieldPath.Of("a"));
        errors.NotSupported(FieldPath.Of("b").Index(0).Child("c").Key("d"), "e\n\"", "F", "G");
        var status = errors.ToStatus("", "Pod", "x");
        Assert.Equal("Pod \"x\" is invalid: [a: Required value, b[0].c[d]: Unsupported value: \"e\\n\\\"\": supported values: \"F\", \"G\"]", status.Message);
        Assert.Equal(2, status.Details!.Causes!.Count);
        Assert.Null(status.Details.Group);
    }

    private static IReadOnlyList<JsonObject> Read(string file) => GoldenFile.Read($"Trireme.Machinery/Validation/Golden/{file}.yaml");

    private static FieldErrors Errors(JsonObject entry)
    {
        var kind = entry["kind"]!.GetValue<string>();
        var obj = Object(kind, entry["change"]);
        var errors = new FieldErrors();
        if (entry["old"] is { } old)
            ObjectValidator.ValidateUpdate(GoldenFile.KindOf(obj), obj, Object(kind, old), entry["subresource"]?.GetValue<string>() ?? "", errors);
        else
            ObjectValidator.ValidateCreate(GoldenFile.KindOf(obj), obj, errors);
        return errors;
    }

    private static JsonObject Object(string kind, JsonNode? change)
    {
        var obj = BaseObject.Of(kind);
        Merge(obj, change!.AsObject());
        obj = GoldenFile.Decoded(obj);
        Defaulter.Apply(GoldenFile.KindOf(obj), obj);
        return obj;
    }

    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (key, value) in change)
        {
            if (value is null)
                into.Remove(key);
            else if (value is JsonObject inner && into[key] is JsonObject known)
                Merge(known, inner);
            else
                into[key] = value.DeepClone();
        }
    }
}
