namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>UserInfo</c> of authentication.k8s.io/v1, found at <c>TokenReview.status.user</c>, <c>SelfSubjectReview.status.userInfo</c>.</summary>
public sealed record UserInfo
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public string? Uid { get; init; }

    public string? Username { get; init; }
}
