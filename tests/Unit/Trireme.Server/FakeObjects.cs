using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Tests.Unit.Server;

/// <summary>Objects in memory, with revisions that behave as the server's do.</summary>
internal sealed class FakeObjects : IObjectSource
{
    private readonly Dictionary<(KindInfo Kind, string Namespace, string Name), ReadOnlyMemory<byte>> _objects = [];
    private readonly Dictionary<KindInfo, long> _revisions = [];
    private long _revision;

    /// <summary>How often a kind was listed.</summary>
    public int Lists { get; private set; }

    public FakeObjects Put<T>(T item)
        where T : IKubernetesObject => Put(KindRegistry.Of<T>(), item.Metadata.Namespace ?? "", item.Metadata.Name!, JsonSerializer.SerializeToUtf8Bytes(item, ApiJson.Of<T>()));

    public FakeObjects Put(KindInfo kind, string ns, string name, ReadOnlyMemory<byte> json)
    {
        _objects[(kind, ns, name)] = json;
        _revisions[kind] = ++_revision;
        return this;
    }

    public FakeObjects Put(KindInfo kind, string ns, string name, JsonObject json) => Put(kind, ns, name, JsonSerializer.SerializeToUtf8Bytes(json));

    public void Remove<T>(string ns, string name)
        where T : IKubernetesObject
    {
        _objects.Remove((KindRegistry.Of<T>(), ns, name));
        _revisions[KindRegistry.Of<T>()] = ++_revision;
    }

    public ReadOnlyMemory<byte>? Get(KindInfo kind, string ns, string name) => _objects.TryGetValue((kind, ns, name), out var found) ? found : default(ReadOnlyMemory<byte>?);

    public IReadOnlyList<ReadOnlyMemory<byte>> List(KindInfo kind, string? ns)
    {
        Lists++;
        return [.. _objects.Where(pair => pair.Key.Kind == kind && (string.IsNullOrEmpty(ns) || pair.Key.Namespace == ns)).Select(pair => pair.Value)];
    }

    public long RevisionOf(KindInfo kind) => _revisions.GetValueOrDefault(kind);
}
