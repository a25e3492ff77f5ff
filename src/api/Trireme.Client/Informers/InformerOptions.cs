namespace Trireme.Client.Informers;

/// <summary>How informers list, watch and try again.</summary>
public sealed record InformerOptions
{
    /// <summary>Objects in one page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The first pause after a failure; doubled each time.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>The longest pause between tries.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a watch must have lived for the pauses to start from the shortest again.</summary>
    public TimeSpan Stable { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The shortest life of a watch that the client asks for; the longest is twice this.</summary>
    public TimeSpan WatchTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Told of each failure in one line; null for nobody. Must not block or throw.</summary>
    public Action<string>? OnFailure { get; init; }
}
