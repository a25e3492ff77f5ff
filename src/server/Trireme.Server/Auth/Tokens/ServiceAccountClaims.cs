namespace Trireme.Server.Auth.Tokens;

/// <summary>What a service-account token says (RFC 7519, with Kubernetes' private claims). Times are seconds since 1970. Immutable.</summary>
internal sealed record ServiceAccountClaims
{
    /// <summary>The issuer of tokens without an end, which live in Secrets.</summary>
    public const string LegacyIssuer = "kubernetes/serviceaccount";

    /// <summary>Who made the token.</summary>
    public required string Issuer { get; init; }

    /// <summary>Whose it is: <c>system:serviceaccount:namespace:name</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>For whom it is meant; empty for legacy tokens.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>When it ends; null for legacy tokens.</summary>
    public long? Expires { get; init; }

    /// <summary>From when it is good.</summary>
    public long? NotBefore { get; init; }

    /// <summary>When it was made.</summary>
    public long? IssuedAt { get; init; }

    /// <summary>Its own name; empty for legacy tokens.</summary>
    public string Id { get; init; } = "";

    /// <summary>The account's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The account.</summary>
    public required BoundObject ServiceAccount { get; init; }

    /// <summary>The Pod to which it is bound; null for none.</summary>
    public BoundObject? Pod { get; init; }

    /// <summary>The Secret to which it is bound, or in which a legacy token lives (then without UID); null for none.</summary>
    public BoundObject? Secret { get; init; }

    /// <summary>The node to which it is bound, or on which its Pod runs; null for none.</summary>
    public BoundObject? Node { get; init; }

    /// <summary>When it should have been replaced; null where that is its end.</summary>
    public long? WarnAfter { get; init; }

    /// <summary>Whether it lives in a Secret and has no end.</summary>
    public bool IsLegacy => Issuer == LegacyIssuer;

    /// <summary>The user name of an account.</summary>
    public static string UserName(string ns, string name) => $"system:serviceaccount:{ns}:{name}";

    /// <summary>The groups of all accounts of a namespace.</summary>
    public static IReadOnlyList<string> GroupsOf(string ns) => ["system:serviceaccounts", $"system:serviceaccounts:{ns}"];
}
