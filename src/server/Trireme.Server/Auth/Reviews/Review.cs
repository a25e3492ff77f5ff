using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>A question about identity or rights that is posted and answered in one go. Thread-safe.</summary>
/// <typeparam name="T">The kind that is posted and returned.</typeparam>
internal abstract class Review<T> : IComputedResource
    where T : class, IKubernetesObject
{
    private static readonly KindInfo Kind = KindRegistry.Of<T>();

    public virtual string Group => Kind.Group;

    public virtual string Resource => Kind.Plural;

    public virtual string Subresource => "";

    public (string Group, string Version, string Kind) Body => (Kind.Group, Kind.Version, Kind.Kind);

    public ValueTask<ComputedAnswer> CreateAsync(ComputedRequest request, JsonObject body, CancellationToken cancellationToken)
    {
        var asked = body.Deserialize(ApiJson.Of<T>()) ?? throw new JsonException("the body is null");
        var (answer, error) = Answer(request, asked);
        return new(error is not null ? error : (ComputedAnswer)(JsonObject)JsonSerializer.SerializeToNode(answer!, ApiJson.Of<T>())!);
    }

    /// <summary>The question with its answer filled in, or why it cannot be answered.</summary>
    public abstract (T? Answer, Status? Error) Answer(ComputedRequest request, T asked);
}
