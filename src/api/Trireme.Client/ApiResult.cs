using Trireme.Api.Meta.V1;

namespace Trireme.Client;

/// <summary>What a request came to: an object, or the <see cref="Meta.V1.Status"/> with which the server refused it.</summary>
/// <typeparam name="T">The object's type.</typeparam>
public readonly struct ApiResult<T>
    where T : class
{
    private ApiResult(T? value, Status? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The object; null where the request was refused.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null where the request went through.</summary>
    public Status? Error { get; }

    /// <summary>Whether the request went through.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The object does not exist (reason NotFound).</summary>
    public bool IsNotFound => Error?.Reason == "NotFound";

    /// <summary>The object changed since it was read (reason Conflict).</summary>
    public bool IsConflict => Error?.Reason == "Conflict";

    /// <summary>The object is there already (reason AlreadyExists).</summary>
    public bool IsAlreadyExists => Error?.Reason == "AlreadyExists";

    /// <summary>The resource version is too old (code 410).</summary>
    public bool IsExpired => Error?.Code == 410;

    /// <summary>A result with an object.</summary>
    public static ApiResult<T> Success(T value) => new(value, null);

    /// <summary>A result with a refusal.</summary>
    public static ApiResult<T> Failure(Status error) => new(null, error);

    /// <summary>The object.</summary>
    /// <exception cref="ApiException">The request was refused.</exception>
    public T Require() => IsSuccess ? Value : throw new ApiException(Error);
}
