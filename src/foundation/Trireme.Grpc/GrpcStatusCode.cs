namespace Trireme.Grpc;

/// <summary>The status of a gRPC call. Source: the gRPC documentation, "Status codes and their use in gRPC".</summary>
public enum GrpcStatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The caller gave up.</summary>
    Canceled = 1,

    /// <summary>The server did not say what went wrong.</summary>
    Unknown = 2,

    /// <summary>The request makes no sense in any state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The time ran out before the call ended.</summary>
    DeadlineExceeded = 4,

    /// <summary>What the request names is not there.</summary>
    NotFound = 5,

    /// <summary>What the request wants to make is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a size limit was passed.</summary>
    ResourceExhausted = 8,

    /// <summary>The server is not in a state in which it can do this.</summary>
    FailedPrecondition = 9,

    /// <summary>Somebody else was faster.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server does not know the method.</summary>
    Unimplemented = 12,

    /// <summary>A promise of the protocol or of the server was broken.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached now; trying again may help.</summary>
    Unavailable = 14,

    /// <summary>Data was lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller did not say who it is.</summary>
    Unauthenticated = 16,
}
