using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>UserInfo</c> of authentication.k8s.io/v1, found at <c>TokenReview.status.user</c>, <c>SelfSubjectReview.status.userInfo</c>.</summary>
public sealed record UserInfo
{
    [ProtoField(4)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    [ProtoField(3)]
    public IReadOnlyList<string>? Groups { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Uid { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Username { get; init; }
}
