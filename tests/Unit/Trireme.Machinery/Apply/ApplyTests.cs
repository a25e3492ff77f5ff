using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Machinery.Apply;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Apply;

public sealed class ApplyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in new[] { "apply", "conflicts", "lists", "updates", "errors" })
            {
                foreach (var document in Read(file))
                    data.Add(file, document["case"]!.GetValue<string>());
            }
            return data;
        }
    }

    /// <summary>Each case is a story: writes one after another, a minute apart, then the object and who owns what.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_GoldenCase_GivesWhatKubernetesGives(string file, string name)
    {
        var document = Read(file).Single(document => document["case"]!.GetValue<string>() == name);
        JsonObject? live = null;
        var now = Start;
        foreach (var step in document["steps"]!.AsArray())
        {
            live = Run(step!.AsObject(), live, now);
            now = now.AddMinutes(1);
        }
        if (document["owners"] is JsonObject owners)
            Assert.Equal(YamlWriter.Write(owners), YamlWriter.Write(Owners(live!)));
        if (document["times"] is JsonObject times)
            Assert.Equal(YamlWriter.Write(times), YamlWriter.Write(Times(live!)));
        if (document["managed"] is { } managed)
            Assert.Equal(YamlWriter.Write(managed), YamlWriter.Write(live!["metadata"]!["managedFields"]));
        if (document["expected"] is { } expected)
        {
            live!["metadata"]!.AsObject().Remove("managedFields");
            Assert.Equal(YamlWriter.Write(expected), YamlWriter.Write(live));
        }
    }

    [Fact]
    public void Update_ManyManagers_OldestBecomeAncientChanges()
    {
        var kind = KindRegistry.Of<Api.Core.V1.ConfigMap>();
        JsonObject? live = null;
        for (var i = 0; i < 14; i++)
        {
            var next = (JsonObject?)live?.DeepClone() ?? JsonNode.Parse("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"x"},"data":{}}""")!.AsObject();
            next["data"]![$"k{i:00}"] = "v";
            ManagedFields.Update(kind, live, next, $"m{i:00}", "Update", "v1", "", Start.AddMinutes(i));
            live = next;
        }
        var owners = Owners(live!);
        Assert.Equal(10, owners.Count);
        Assert.Equal(
            [".data", ".data.k00", ".data.k01", ".data.k02", ".data.k03", ".data.k04"],
            owners["ancient-changes Update"]!.AsArray().Select(path => path!.GetValue<string>()));
        Assert.Equal("2026-01-02T03:04:00Z", live!["metadata"]!["managedFields"]![0]!["time"]!.GetValue<string>());
    }

    private static JsonObject? Run(JsonObject step, JsonObject? live, DateTimeOffset now)
    {
        var given = step["object"]!.AsObject();
        var manager = step["by"]?.GetValue<string>() ?? "tester";
        var subresource = step["subresource"]?.GetValue<string>() ?? "";
        var kind = GoldenFile.KindOf(given);
        if (step["op"]?.GetValue<string>() is "update")
        {
            var after = (JsonObject)given.DeepClone();
            ManagedFields.Update(kind, live, after, manager, "Update", kind.ApiVersion, subresource, now);
            return after;
        }
        var force = step["force"]?.GetValue<bool>() ?? false;
        var liveText = live?.ToJsonString();
        var givenText = given.ToJsonString();
        var result = ServerSideApply.Apply(kind, live, given, new() { Manager = manager, Force = force, Subresource = subresource, Now = now });
        Assert.Equal(liveText, live?.ToJsonString());
        Assert.Equal(givenText, given.ToJsonString());
        if (step["error"] is { } error)
        {
            Assert.Null(result.Object);
            Assert.Equal(error.GetValue<string>(), result.Error ?? result.ConflictMessage);
            Assert.Equal(step["conflicts"]?.GetValue<int>() ?? 0, result.Conflicts.Count);
            return live;
        }
        Assert.True(result.IsApplied, result.Error ?? (result.Conflicts.Count > 0 ? result.ConflictMessage : "no reason"));
        return result.Object;
    }

    private static JsonObject Owners(JsonObject live)
    {
        var owners = new JsonObject();
        foreach (var entry in live["metadata"]!["managedFields"]?.AsArray() ?? [])
        {
            Assert.True(FieldSet.TryParse(entry!["fieldsV1"], out var fields));
            owners.Add(Name(entry), new JsonArray([.. fields.Paths().Select(path => JsonValue.Create(path))]));
        }
        return owners;
    }

    private static JsonObject Times(JsonObject live)
    {
        var times = new JsonObject();
        foreach (var entry in live["metadata"]!["managedFields"]?.AsArray() ?? [])
        {
            var time = DateTimeOffset.Parse(entry!["time"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            times.Add(Name(entry), (int)(time - Start).TotalMinutes);
        }
        return times;
    }

    private static string Name(JsonNode entry) =>
        string.Join(' ', new[] { "manager", "operation", "subresource" }.Select(field => entry[field]?.GetValue<string>()).Where(text => text is not null));

    private static IReadOnlyList<JsonObject> Read(string file) => GoldenFile.Read($"Trireme.Machinery/Apply/Golden/{file}.yaml");
}
