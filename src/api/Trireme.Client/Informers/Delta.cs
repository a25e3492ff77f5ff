namespace Trireme.Client.Informers;

/// <summary>A change on its way from the watch to the store.</summary>
internal readonly struct Delta<T>(DeltaType type, T? value, Dictionary<ObjectKey, T>? list)
    where T : class
{
    public DeltaType Type { get; } = type;

    public T? Value { get; } = value;

    public Dictionary<ObjectKey, T>? List { get; } = list;
}
